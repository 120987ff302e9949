import { nothing } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type DirectiveResult, directive } from "lit/directive.js";

/** Draws at a width in pixels. */
export type Draw = (width: number) => unknown;

const printing = ["beforeprint", "afterprint"] as const;

/** See {@link chartWidth}. */
export class ChartWidthController extends AsyncDirective {
  #width = 0;
  #draw: Draw = () => nothing;
  // As wide as what is around it, and never high: drawing does not change its size, so that no observer runs twice.
  readonly #probe = document.createElement("div");
  readonly #sizes = new ResizeObserver(([entry]) => this.#drawAt(entry?.contentRect.width ?? 0));

  render(draw: Draw): unknown {
    this.#probe.className = "probe";
    if (this.#width === 0) this.#watch();
    this.#draw = draw;
    return [this.#probe, this.#width > 0 ? draw(this.#width) : nothing];
  }

  override disconnected(): void {
    this.#sizes.disconnect();
    for (const event of printing) removeEventListener(event, this.#measure);
  }

  override reconnected(): void {
    this.#watch();
  }

  #watch(): void {
    this.#sizes.observe(this.#probe);
    for (const event of printing) addEventListener(event, this.#measure);
  }

  /** Measures by hand: no observer runs while printing begins. The print controller has set its width before. */
  readonly #measure = (): void => this.#drawAt(this.#probe.getBoundingClientRect().width);

  #drawAt(exact: number): void {
    const width = Math.floor(exact);
    // Of an element that is not displayed the width is 0.
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.setValue(this.render(this.#draw));
  }
}

/**
 * In a template: draws at the width of the block around it, again whenever that width changes. Nothing is drawn before the
 * first layout, which is before the first paint: `<div>${chartWidth((width) => trendChart({ …, width }))}</div>`.
 */
export const chartWidth: (draw: Draw) => DirectiveResult = directive(ChartWidthController);
