import { nothing } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type ChildPart, type DirectiveResult, directive } from "lit/directive.js";

/** Draws at a width in pixels. */
export type Draw = (width: number) => unknown;

class WidthDirective extends AsyncDirective {
  #parent: Element | null = null;
  #sizes: ResizeObserver | null = null;
  #width = 0;
  #draw: Draw = () => nothing;

  render(_draw: Draw): unknown {
    return nothing;
  }

  override update(part: ChildPart, [draw]: [Draw]): unknown {
    this.#draw = draw;
    if (this.#sizes === null) {
      this.#parent = part.parentNode as Element;
      this.#watch();
    }
    return this.#width > 0 ? draw(this.#width) : nothing;
  }

  override disconnected(): void {
    this.#sizes?.disconnect();
  }

  override reconnected(): void {
    this.#watch();
  }

  #watch(): void {
    if (this.#parent === null) return;
    this.#sizes = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      // Of an element that is not displayed the width is 0.
      if (width === 0 || width === this.#width) return;
      this.#width = width;
      this.setValue(this.#draw(width));
    });
    this.#sizes.observe(this.#parent);
  }
}

/**
 * In a template: draws at the width of the element around it, again whenever that width changes. Nothing is drawn before the
 * first layout, which is before the first paint: `<div>${chartWidth((width) => trendChart({ …, width }))}</div>`.
 */
export const chartWidth: (draw: Draw) => DirectiveResult = directive(WidthDirective);
