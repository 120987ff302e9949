/** Where somebody is on a page: how far down, and the way to what has the focus, through shadow roots. */
export type Spot = { readonly y: number; readonly focus: readonly Step[] };

/** An element among those of its tag. */
type Step = { readonly tag: string; readonly place: number };

/** Where somebody is on a page now. */
export function spotOf(page: HTMLElement | null): Spot {
  const focus: Step[] = [];
  let root = page?.shadowRoot;
  while (root?.activeElement) {
    const { activeElement } = root;
    const tag = activeElement.localName;
    focus.push({ tag, place: [...root.querySelectorAll(tag)].indexOf(activeElement) });
    root = activeElement.shadowRoot;
  }
  return { y: scrollY, focus };
}

function elementAt(page: HTMLElement, steps: readonly Step[]): HTMLElement | null {
  let found: HTMLElement | null | undefined = page;
  for (const { tag, place } of steps) found = found?.shadowRoot?.querySelectorAll<HTMLElement>(tag)[place];
  return found === page ? null : (found ?? null);
}

function focusHeading(page: HTMLElement): HTMLElement | null {
  const heading = page.shadowRoot?.querySelector("h1") ?? null;
  if (heading) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true });
  return heading;
}

/** What people do themselves; after it the page must not be moved under their hands. */
const acts = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Takes people to where they were on a page, or to its heading. The page may load what it shows first. */
export class SpotController {
  private stop: () => void = () => {};

  /** Focuses the heading, at the top of the page. */
  toHeading(page: HTMLElement): void {
    scrollTo(0, 0);
    this.settle(page, () => focusHeading(page) !== null);
  }

  /** Goes back to a spot. Until what had the focus is there, and where nothing had it, the heading has it. */
  back(page: HTMLElement, { y, focus }: Spot): void {
    let isFocused = false;
    this.settle(page, () => {
      const last = isFocused ? null : elementAt(page, focus);
      // A folded element cannot take the focus.
      if (last?.localName !== "summary") last?.closest("details")?.setAttribute("open", "");
      last?.focus({ preventScroll: true });
      const heading = isFocused || last ? null : focusHeading(page);
      isFocused ||= last !== null || (heading !== null && focus.length === 0);
      scrollTo(0, y);
      return isFocused && Math.abs(scrollY - y) < 2;
    });
  }

  /** Tries now, and again with each change of the page, until it is done or somebody does something. */
  private settle(page: HTMLElement, attempt: () => boolean): void {
    this.leave();
    const tries = (): void => {
      if (attempt()) this.leave();
    };
    const sizes = new ResizeObserver(tries);
    const changes = new MutationObserver(tries);
    this.stop = () => {
      sizes.disconnect();
      changes.disconnect();
      for (const act of acts) removeEventListener(act, this.leave, true);
    };
    for (const act of acts) addEventListener(act, this.leave, true);
    sizes.observe(page);
    if (page.shadowRoot) changes.observe(page.shadowRoot, { childList: true, subtree: true });
    tries();
  }

  /** Stops what is still under way. */
  readonly leave = (): void => this.stop();
}
