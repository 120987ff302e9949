/** Sizes that are tried, as factors of headings and of everything: headings get smaller first. */
const steps = [
  ...[1, 0.8, 0.65].map((head) => [head, 1] as const),
  ...[0.95, 0.9, 0.8, 0.7, 0.6, 0.5].map((all) => [0.65, all] as const),
];

/**
 * Fits each screen into the viewport, so that nothing scrolls. A heading gets smaller first. If that is not enough, a list gets
 * further pages, and at last everything gets smaller. It measures what was drawn, whatever the size, language and form.
 */
export class FitController {
  /** Page of the list, from 0. */
  page = 0;
  /** Turns that many pages on, or back. */
  declare readonly turn: (by: number) => void;
  declare private readonly root: ShadowRoot;
  private screen = "";

  constructor(root: ShadowRoot, changed: () => void) {
    this.root = root;
    this.turn = (by) => {
      this.page += by;
      changed();
    };
  }

  /** A screen has been drawn; a new one begins with its first page. */
  shown(screen: string): void {
    if (screen !== this.screen) this.page = 0;
    this.screen = screen;
    const kiosk = this.root.querySelector<HTMLElement>(".kiosk");
    const main = kiosk?.querySelector("main");
    if (!kiosk || !main) return;
    const tries = steps.map(([head, tight]) => (isPaged: boolean) => {
      kiosk.style.setProperty("--head", `${head}`);
      kiosk.style.setProperty("--tight", `${tight}`);
      return isPaged ? this.hasPages(main) : isWhole(main);
    });
    const asWhole = tries.slice(0, 3).some((attempt) => attempt(false));
    if (!asWhole) tries.some((attempt) => attempt(true));
  }

  private hasPages(main: HTMLElement): boolean {
    const list = main.querySelector<HTMLElement>(".pages");
    if (!list) return isWhole(main);
    const items = [...list.children] as HTMLElement[];
    const [pager, before, after] = pagerOf(main);
    for (const one of [...items, pager, before, after]) if (one) one.hidden = false;
    const { gridTemplateColumns, rowGap } = getComputedStyle(list);
    const columns = gridTemplateColumns.split(" ").length;
    const room = list.offsetHeight - overflow(main);
    const heights = items.map((item) => item.getBoundingClientRect().height);
    const starts = pageStarts(heights, { columns, room, gap: Number.parseFloat(rowGap) || 0 });
    this.page = Math.min(this.page, starts.length - 1);
    const [from = 0, to = items.length] = starts.slice(this.page);
    for (const [at, item] of items.entries()) item.hidden = at < from || at >= to;
    if (before) before.hidden = this.page === 0;
    if (after) after.hidden = this.page === starts.length - 1;
    list.style.setProperty("--rows", `${Math.ceil((to - from) / columns)}`);
    return overflow(main) <= 0;
  }
}

/** Returns the index of each page's first item. A page has at least one row. Heights, room and gap in pixels. */
export function pageStarts(
  heights: readonly number[],
  { columns, room, gap }: { readonly columns: number; readonly room: number; readonly gap: number },
): number[] {
  const starts = [0];
  let left = room;
  for (let at = 0; at < heights.length; at += columns) {
    const row = Math.max(...heights.slice(at, at + columns));
    if (row > left && left < room) {
      starts.push(at);
      left = room;
    }
    left -= row + gap;
  }
  return starts;
}

function pagerOf(main: HTMLElement): HTMLElement[] {
  const pager = main.querySelector<HTMLElement>(".pager");
  return pager ? [pager, ...(pager.children as unknown as Iterable<HTMLElement>)] : [];
}

/** Shows everything, and tells whether it has room. */
function isWhole(main: HTMLElement): boolean {
  const list = main.querySelector<HTMLElement>(".list");
  const items = list ? ([...list.children] as HTMLElement[]) : [];
  for (const item of items) item.hidden = false;
  const [pager] = pagerOf(main);
  if (pager) pager.hidden = true;
  const columns = list ? getComputedStyle(list).gridTemplateColumns.split(" ").length : 1;
  list?.style.setProperty("--rows", `${Math.ceil(items.length / columns)}`);
  return overflow(main) <= 0;
}

function overflow({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
