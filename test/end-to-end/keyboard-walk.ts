import type { BrowserContext, Page, Request } from "playwright-core";

/** A place where the focus was. */
type Stop = { readonly control: Element; readonly isMarked: boolean };

type Walk = {
  /** Elements with a click listener. */
  readonly clicked: WeakSet<EventTarget>;
  /** Calls of the page that are not answered yet. */
  calls: number;
  /** What can be used, in the order of the document. */
  controls: HTMLElement[];
  /** How each looks without the focus, and where it stands before anything is scrolled. */
  looks: Map<Element, string>;
  boxes: Map<Element, DOMRect>;
  stops: (Stop | null)[];
};

declare global {
  var walk: Walk;
}

/** Scripts that a profile's pages wait for. A page asks for a part that it shows late by none of its own calls. */
const loading = new WeakMap<BrowserContext, Set<Request>>();

/** Prepares the pages of a profile, before any of their scripts runs. */
export async function prepareWalks(context: BrowserContext): Promise<void> {
  const scripts = new Set<Request>();
  loading.set(context, scripts);
  context.on("request", (request) => void (request.resourceType() === "script" && scripts.add(request)));
  for (const end of ["requestfinished", "requestfailed"] as const) {
    context.on(end as "requestfinished", (request) => void scripts.delete(request));
  }
  await context.addInitScript(() => {
    const { fetch } = globalThis;
    const listen = EventTarget.prototype.addEventListener;
    const none = { controls: [], looks: new Map(), boxes: new Map(), stops: [] };
    globalThis.walk = { clicked: new WeakSet(), calls: 0, ...none };
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...given: Parameters<typeof listen>): void {
      if (given[0] === "click") walk.clicked.add(this);
      listen.apply(this, given);
    };
    globalThis.fetch = (...given) => {
      walk.calls += 1;
      return fetch(...given).finally(() => {
        walk.calls -= 1;
      });
    };
  });
}

/** Waits until a page has all that it asked for, and has drawn it. */
export async function settled(page: Page): Promise<void> {
  const scripts = loading.get(page.context());
  for (let isWaiting = true; isWaiting; ) {
    isWaiting = scripts !== undefined && scripts.size > 0;
    await page.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1) {
        await new Promise(requestAnimationFrame);
        if (walk.calls > 0) frames = 0;
      }
    });
    isWaiting ||= scripts !== undefined && scripts.size > 0;
  }
}

/**
 * Goes by Tab from the top of a page to its end, with all that is folded opened. Returns what is wrong: what a mouse can use and
 * the keyboard does not reach once, in the order of the document and of the screen; what has no name; what nobody can see to have
 * the focus; where the focus is lost or does not leave.
 */
export async function walkFaults(page: Page): Promise<string[]> {
  await page.evaluate(unfold);
  await settled(page);
  const presses = await page.evaluate(start);
  const keys = await page.context().newCDPSession(page);
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  // All at once: most of the time would be waiting for each answer.
  const sent = Array.from({ length: presses }, () => [
    keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...tab }),
    keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...tab }),
  ]);
  await Promise.all(sent.flat());
  await keys.detach();
  return [...(await page.evaluate(wayFaults)), ...(await page.evaluate(sightFaults))];
}

/** Opens all that is folded. Runs in the page, as all below. */
function unfold(): void {
  const roots: ParentNode[] = [document];
  for (const root of roots) {
    for (const one of root.querySelectorAll("*")) {
      if (one instanceof HTMLDetailsElement) one.open = true;
      if (one.shadowRoot) roots.push(one.shadowRoot);
    }
  }
}

/** Finds the controls. Returns how many presses of Tab lead over all of them and out. */
function start(): number {
  // The first Tab starts here, wherever the focus was.
  const top = document.createElement("div");
  document.body.prepend(top);
  top.tabIndex = -1;
  top.focus();
  const native = "a[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex='-1'])";
  const controls: HTMLElement[] = [];
  const isScrolled = (one: HTMLElement): boolean => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const isWide = /auto|scroll/.test(overflowX) && one.scrollWidth > one.clientWidth + 1;
    return isWide || (/auto|scroll/.test(overflowY) && one.scrollHeight > one.clientHeight + 1);
  };
  // What stands inside is focused instead.
  const isUsed = (one: HTMLElement): boolean =>
    one.matches(native) ||
    ((isScrolled(one) || (walk.clicked.has(one) && !one.matches("label"))) && !one.querySelector(native));
  // Of the choices of a group, Tab goes to one.
  const isOther = (one: HTMLElement): boolean => {
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return false;
    const group = [...(one.getRootNode() as ParentNode).querySelectorAll<HTMLInputElement>(`[name="${one.name}"]`)];
    return one !== (group.find(({ checked }) => checked) ?? group[0]);
  };
  const gather = (root: ParentNode): void => {
    for (const one of root.querySelectorAll<HTMLElement>("*")) {
      const isShown = one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible";
      if (isShown && isUsed(one) && !one.matches(":disabled") && !isOther(one)) controls.push(one);
      if (one.shadowRoot) gather(one.shadowRoot);
    }
  };
  gather(document);
  const lookOf = (one: Element): string => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor } = getComputedStyle(one);
    return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, backgroundColor, borderColor].join();
  };
  const looks = new Map(controls.map((one) => [one, lookOf(one)]));
  const boxes = new Map(controls.map((one) => [one, one.getBoundingClientRect()]));
  Object.assign(walk, { controls, looks, boxes, stops: [] });
  addEventListener("keyup", () => {
    let control = document.activeElement;
    while (control?.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
    const isLost = !control || control === document.body;
    const last = walk.stops[walk.stops.length - 1];
    // A field for a day or a time has parts.
    if (last && last.control === control) return;
    walk.stops.push(
      isLost || !control ? null : { control, isMarked: lookOf(control) !== looks.get(control as HTMLElement) },
    );
  });
  const parts = controls.filter((one) => one.matches("[type=date], [type=time]")).length * 3;
  return controls.length + parts + 1;
}

/** What is wrong with the way that the focus took. */
function wayFaults(): string[] {
  const { controls, boxes, stops, looks } = walk;
  const nameOf = (one: Element): string => {
    const root = one.getRootNode() as ParentNode;
    const named = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const from = [...named.map((id) => root.querySelector(`#${id}`)), ...((one as HTMLInputElement).labels ?? []), one];
    const words = [one.getAttribute("aria-label"), one.getAttribute("title"), ...from.map((each) => each?.textContent)];
    return words.map((each) => each?.trim() ?? "").find((each) => each !== "") ?? "";
  };
  const told = (one: Element | undefined): string =>
    one ? `${one.localName}${one.id && `#${one.id}`} “${nameOf(one).slice(0, 50)}”` : "the top";
  // What scrolls or stays in sight has an order of its own.
  const groundOf = (one: Node | null): Node | null => {
    if (one instanceof ShadowRoot) return groundOf(one.host);
    if (!(one instanceof HTMLElement)) return null;
    const { position, overflowY } = getComputedStyle(one);
    return /sticky|fixed/.test(position) || /auto|scroll/.test(overflowY) ? one : groundOf(one.parentNode);
  };
  const standsBefore = (one: Element, next: Element): boolean => {
    const [from, to] = [boxes.get(one), boxes.get(next)];
    if (!from || !to || groundOf(one.parentNode) !== groundOf(next.parentNode)) return false;
    const isAbove = to.bottom <= from.top && to.left < from.right && from.left < to.right;
    const shared = Math.min(to.bottom, from.bottom) - Math.max(to.top, from.top);
    return isAbove || (to.right <= from.left && shared > 0.6 * Math.min(to.height, from.height));
  };
  const way = stops.flatMap((stop) => stop?.control ?? []);
  const lost = stops.indexOf(null);
  const left = way.length === controls.length && lost === way.length;
  return [
    ...(left || lost < 0 ? [] : [`after ${told(stops[lost - 1]?.control)} the focus is nowhere`]),
    ...(lost < 0 ? [`${told(way[way.length - 1])} does not let the focus go`] : []),
    ...controls.filter((one) => !way.includes(one)).map((one) => `${told(one)} is not reached`),
    ...way.filter((one, place) => way.indexOf(one) !== place).map((one) => `${told(one)} is reached again`),
    ...way.filter((one) => !looks.has(one)).map((one) => `${told(one)} is nothing to use`),
    ...controls.filter((one) => nameOf(one) === "").map((one) => `${one.outerHTML.slice(0, 80)} has no name`),
    ...stops.flatMap((stop) => (stop && !stop.isMarked ? [`${told(stop.control)} looks the same with the focus`] : [])),
    ...way.flatMap((one, place) => {
      const next = way[place + 1];
      return next && standsBefore(one, next) ? [`${told(next)} stands before ${told(one)}`] : [];
    }),
  ];
}

/** What cannot be seen while it has the focus, such as behind a bar. */
async function sightFaults(): Promise<string[]> {
  const hitAt = (x: number, y: number): Element | null => {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit; inner; inner = inner.shadowRoot?.elementFromPoint(x, y) ?? null) {
      if (inner === hit && hit !== document.elementFromPoint(x, y)) break;
      hit = inner;
    }
    return hit;
  };
  const isSeen = (one: Element): boolean => {
    const box = one.getBoundingClientRect();
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [width, height] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - top];
    return [0.1, 0.5, 0.9].some((part) => {
      const hit = hitAt(left + width * part, top + height * part);
      return hit !== null && (one.contains(hit) || hit.contains(one));
    });
  };
  const faults: string[] = [];
  for (const one of walk.controls) {
    one.focus();
    // A page may scroll it out from under a bar in the next frame.
    for (let frame = 0; frame < 3 && !isSeen(one); frame += 1) await new Promise(requestAnimationFrame);
    if (!isSeen(one))
      faults.push(`${one.localName} “${one.textContent?.trim().slice(0, 50) || one.id}” is out of sight`);
  }
  return faults;
}
