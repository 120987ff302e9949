import type { Language, SayOf } from "../messages/messages.ts";
import { type Finding, type PageFacts, pageFindings, placeFindings } from "./findings.ts";
import { type CheckKey, pickCheckMessages } from "./check-messages.ts";

/** What a report is drawn with. `sheet` is null in browsers without constructable style sheets. */
export type ReportDeps = {
  readonly language: Language;
  readonly sheet: CSSStyleSheet | null;
  readonly checkAgain: () => void;
};

/** Draws what was found: beside the first tag what holds for the page, and beside each tag what holds for it. */
export class ReportController {
  private readonly deps: ReportDeps;
  private readonly say: SayOf<CheckKey>;
  private hosts: HTMLElement[] = [];

  constructor(deps: ReportDeps) {
    this.deps = deps;
    this.say = pickCheckMessages(deps.language);
  }

  /** Draws anew. `tags` are the tags of `facts.places`, in the same order. */
  draw(facts: PageFacts, tags: readonly Element[]): void {
    for (const host of this.hosts) host.remove();
    const ofPage = pageFindings(facts);
    const ofPlaces = facts.places.map((place) => placeFindings(place, facts));
    const all = [ofPage, ...ofPlaces].flat();
    const boxes = (ofPlaces.length === 0 ? [[]] : ofPlaces).map((found, place) => [
      ...(place === 0 ? this.page(ofPage, all) : []),
      ...(found.length > 0 ? this.place(found, place, facts.places[place]?.touchpoint ?? "") : []),
    ]);
    this.hosts = boxes.map((parts, place) => this.box(parts, tags[place]));
  }

  private page(found: readonly Finding[], all: readonly Finding[]): HTMLElement[] {
    const { say } = this;
    const count = (level: Finding["level"]): number => all.filter((one) => one.level === level).length;
    const [bad, look] = [count("bad"), count("look")];
    const sum =
      bad > 0 ? say("ch.some-bad", { n: bad }) : look > 0 ? say("ch.some-look", { n: look }) : say("ch.all-good");
    const again = made("button", say("ch.again"));
    again.addEventListener("click", this.deps.checkAgain);
    const status = made("p", sum, "sum");
    status.setAttribute("role", "status");
    return [made("h2", say("ch.title")), made("p", say("ch.about"), "about"), status, this.list(found), again];
  }

  private place(found: readonly Finding[], place: number, touchpoint: string): HTMLElement[] {
    return [made("h3", this.say("ch.place", { n: place + 1, touchpoint })), this.list(found)];
  }

  private list(found: readonly Finding[]): HTMLElement {
    const list = made("ul");
    for (const { level, key, places, paste } of found) {
      const item = made("li", "", level);
      item.append(made("strong", this.say(`ch.${level}`)), ` ${this.say(key, places)}`);
      if (paste) item.append(made("code", paste));
      list.append(item);
    }
    return list;
  }

  /** Beside the tag; where that is hidden, after the nearest part around it that is shown. */
  private box(parts: readonly HTMLElement[], tag: Element | undefined): HTMLElement {
    const { language, sheet } = this.deps;
    const host = made("div");
    host.lang = language;
    host.setAttribute("data-citizen-check", "");
    const root = host.attachShadow({ mode: "open" });
    if (sheet) root.adoptedStyleSheets = [sheet];
    const frame = made("section");
    frame.setAttribute("aria-label", this.say("ch.title"));
    frame.append(...parts);
    root.append(frame);
    let beside = tag;
    while (beside && beside.getClientRects().length === 0) beside = beside.parentElement ?? undefined;
    if (!beside || beside === document.body || beside === document.documentElement) document.body.prepend(host);
    else beside.after(host);
    return host;
  }
}

function made(name: string, text = "", className = ""): HTMLElement {
  const element = document.createElement(name);
  if (name === "button") element.setAttribute("type", "button");
  element.className = className;
  element.append(text);
  return element;
}
