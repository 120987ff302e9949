import type { PublishedRow } from "../../shared/contract/publication.ts";
import { serverAddress } from "../config/server-address.ts";
import { type BadgeSay, pickBadgeMessages } from "../messages/board-messages.ts";
import { type Language, pickLanguage } from "../messages/messages.ts";
import { type AskedBadge, type BadgeFacts, type Quarter, quarterOf } from "./load-badge.ts";

/** What the element works with. */
export type BadgeDeps = {
  /** The script's own server; the `server` attribute may name another. */
  readonly defaultServer: string;
  readonly sheet: CSSStyleSheet;
  readonly load: (asked: AskedBadge) => Promise<BadgeFacts | null>;
};

/** Below this width in CSS px more lines wrap, and the badge keeps more height for them. */
const narrowBelow = 300;

/**
 * Behind the tag `<citizen-badge>`: the last published quarter of a unit, with its interval and number of ratings.
 *
 * Attributes: `touchpoint`, or `agency` and `unit` (without it the whole agency); `server`, `lang` (`vi`, `en`), `theme`
 * (`auto`, `light`, `dark`). The element never writes one. If it has no facts, its own content is shown.
 */
export class BadgeElement extends HTMLElement {
  declare private readonly deps: BadgeDeps;
  declare private readonly place: Element;
  /** Whose figure is shown or being loaded; empty before. */
  declare private asked: string;
  declare private facts: BadgeFacts | "loading" | null;

  constructor(deps: BadgeDeps) {
    super();
    this.deps = deps;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [deps.sheet];
    this.place = made("div", {});
    root.append(this.place);
    this.asked = "";
    this.facts = null;
  }

  static get observedAttributes(): string[] {
    return ["touchpoint", "agency", "unit", "server", "lang", "theme"];
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.start();
  }

  connectedCallback(): void {
    void this.start();
  }

  private given(name: string): string {
    return (this.getAttribute(name) || "").trim();
  }

  private async start(): Promise<void> {
    const [touchpoint, agency, unit] = [this.given("touchpoint"), this.given("agency"), this.given("unit")];
    const isNamed = touchpoint + agency !== "";
    const server = serverAddress(this.given("server"), this.deps.defaultServer);
    const place = { server, touchpoint, agency, unit };
    const asked = JSON.stringify(place);
    // After a failure it is asked for again when the element is put somewhere else.
    const isNew = isNamed && (asked !== this.asked || this.facts === null);
    if (isNew || !isNamed) this.facts = isNew ? "loading" : null;
    this.asked = asked;
    this.draw();
    if (!isNew) return;
    const facts = await this.deps.load(place);
    if (asked !== this.asked) return;
    this.facts = facts;
    this.draw();
  }

  private draw(): void {
    const { facts, place } = this;
    const language = pickLanguage(this.given("lang"));
    const say = pickBadgeMessages(language);
    place.className = this.offsetWidth < narrowBelow ? "place narrow" : "place";
    place.textContent = "";
    if (facts === null) place.append(made("slot", {}));
    else {
      const lines = facts === "loading" ? [line("soft", "…")] : this.lines(facts, say, language);
      const kind = `panel ${this.given("theme") || "auto"}`;
      const names = { class: kind, part: "panel", role: "group", lang: language, "aria-label": say("g.share") };
      place.append(made("div", names, ...lines));
    }
  }

  private lines(facts: BadgeFacts, say: BadgeSay, language: Language): Element[] {
    const { server, agency, unit } = facts;
    const board = `/board/${agency}${unit === agency ? "" : `/${encodeURIComponent(unit)}`}`;
    const end = language === "en" ? "?lang=en" : "";
    const link = (words: string, path: string): Element =>
      made("a", { part: "link", href: server + path + end }, words);
    const links = line("", link(say("g.methods"), "/methods/"), " · ", link(say("g.board"), board));
    const ofUnit = this.given("touchpoint") ? [line("soft", say("g.unit"))] : [];
    return [...figureOf(facts, say, language), ...ofUnit, links];
  }
}

function made(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  ...children: readonly (Node | string)[]
): Element {
  const kind = /^(svg|rect)$/.test(name) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${kind}`, name);
  for (const key in attributes) element.setAttribute(key, String(attributes[key]));
  element.append(...children);
  return element;
}

const line = (kind: string, ...children: readonly (Node | string)[]): Element =>
  made("p", { class: kind }, ...children);

function figureOf(
  { unit, name, quarter, row, earlier, isSample }: BadgeFacts,
  say: BadgeSay,
  language: Language,
): Element[] {
  const lines = [line("name", name || unit)];
  if (isSample) lines.push(line("sample", say("g.sample")));
  if (quarter === null || !(row || earlier)) return [...lines, line("", say("g.none"))];
  lines.push(line("", `${say("g.share")} · ${quarterWords(quarter, say)}`));
  if (row?.interval) {
    const places = placesOf(row, language);
    const figure = line("", made("b", { part: "value" }, places.value), " ", say("g.n", places));
    return [...lines, figure, barOf(row), line("soft", say("g.interval", places))];
  }
  lines.push(line("", say(row?.withheld ? `g.${row.withheld}` : "g.nobody")));
  if (!earlier) return lines;
  const places = { ...placesOf(earlier, language), quarter: quarterWords(quarterOf(earlier.period.from), say) };
  return [...lines, line("soft", say("g.earlier", places))];
}

function quarterWords(quarter: Quarter, say: BadgeSay): string {
  const place = quarter % 4;
  const roman = ["I", "II", "III", "IV"][place] || "";
  return say("g.quarter", { year: Math.floor(quarter / 4), digit: place + 1, roman });
}

type Places = Readonly<Record<"value" | "interval" | "n", string>>;

function placesOf({ value, interval, n }: PublishedRow, language: Language): Places {
  const words = (number: number | null | undefined, digits: number): string =>
    (number || 0).toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (number: number | null | undefined): string => `${words(number, 2)}%`;
  const between = `${percent(interval?.low)} – ${percent(interval?.high)}`;
  return { value: percent(value), interval: between, n: words(n, 0) };
}

/** The value and its interval on a scale from 0 to 100 %. The words beside it say the same. */
function barOf({ value, interval }: PublishedRow): Element {
  const { low, high } = interval || { low: 0, high: 0 };
  const rect = (kind: string, x: number | null, width: string): Element =>
    made("rect", { class: kind, x: `${x}%`, width, height: 14 });
  const bar = made("svg", {}, rect("track", 0, "100%"), rect("band", low, `${high - low}%`), rect("", value, "4"));
  return made("div", { class: "scale", "aria-hidden": true }, "0%", bar, "100%");
}
