import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import { dayField, understoodDay, listTemplate, loadingNote } from "../office-ui/office-controls-template.ts";
import { ListController, type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { chooseField } from "../ui/controls-template.ts";
import { pickAuditMessages } from "./audit-messages.ts";
import { auditKinds, kindWords, valueWords, auditWords, whoDid } from "./audit-words.ts";
import { placeOf } from "./audit-places.ts";
import pageStyles from "./audit.css?inline";

/** An instant as a zone's clock and calendar show it, such as `2026-11-29T09:10`. `Intl` would take milliseconds for each row. */
function inZone(instant: string, zone: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + zoneOffset(zone)(ms)).toISOString();
}

type Entry = RowOf<"getAudit">;

const perPage = "50";

/** The page *Nhật ký*: who did what, when and why. What it is narrowed to stands in the address. */
export class AuditElement extends OfficePageElement {
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(pageStyles)];
  static override properties: PropertyDeclarations = { wanted: { state: true }, zone: { state: true } };
  /** `from`, `to`, `what` and `by`, where they are set. */
  declare private wanted: Readonly<Record<string, string>>;
  declare private zone: string | null;
  private readonly list: ListController<Entry>;
  /** Names by id of whoever has been seen in the list; null for people and machines without one. */
  private readonly people = new Map<string, string | null>();

  constructor(office: OfficeDeps) {
    super(office);
    const { client, agency, query } = office;
    const { from = "", to = "", what = "", by = "", on = "" } = query.read();
    this.wanted = { from, to, what, by, on };
    this.zone = null;
    this.list = new ListController(this, (cursor) => {
      const asked = Object.fromEntries(Object.entries(this.wanted).filter(([, value]) => value !== ""));
      const given = { limit: perPage, ...asked, ...cursor };
      return client.GET("/v1/agencies/{agency}/audit", { params: { path: { agency }, query: given } });
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list.reload();
    void this.readZone();
  }

  private async readZone(): Promise<void> {
    const { client, agency } = this.office;
    const { data } = await client.GET("/v1/agencies/{agency}", { params: { path: { agency } } });
    this.zone = data?.time_zone ?? "Asia/Ho_Chi_Minh";
  }

  private set(name: string, value: string): void {
    this.wanted = { ...this.wanted, [name]: value };
    this.office.query.write(Object.fromEntries(Object.entries(this.wanted).filter(([, set]) => set !== "")));
    void this.list.reload();
  }

  protected override render(): TemplateResult {
    const { language } = this.office;
    const say = pickAuditMessages(language);
    const { list, zone } = this;
    return html`<h1>${say("au.title")}</h1>
      <p>${say("au.lead")}</p>
      ${this.tools()} ${listTemplate(list, language, (entries) => (zone === null ? loadingNote(language) : this.days(entries, zone)))}`;
  }

  private tools(): TemplateResult {
    const { language, today } = this.office;
    const say = pickAuditMessages(language);
    const { from = "", to = "", what = "", by = "" } = this.wanted;
    for (const entry of this.list.rows ?? []) this.people.set(entry.by, entry.by_name);
    for (const id of ["root", "server", "writer", by]) {
      if (id !== "" && !this.people.has(id)) this.people.set(id, null);
    }
    const all = ["", say("au.all")] as const;
    const people = [...this.people].map(([by, by_name]) => [by, whoDid({ by, by_name }, language)] as const);
    const kinds = auditKinds.map((kind) => [kind, kindWords(kind, language)] as const);
    const day = (id: "from" | "to", value: string): TemplateResult =>
      html`<div>${dayField({ id, label: say(`au.${id}`), value, language, max: today(), typed: (set) => this.set(id, set) })}</div>`;
    return html`<div class="tools" role="group" aria-label=${say("au.title")}>
      ${day("from", from)} ${day("to", to)}
      <div>${chooseField({ id: "what", label: say("au.kind"), value: what, choices: [all, ...kinds], chosen: (kind) => this.set("what", kind) })}</div>
      <div>${chooseField({ id: "by", label: say("au.who"), value: by, choices: [all, ...people], chosen: (who) => this.set("by", who) })}</div>
    </div>`;
  }

  private days(rows: readonly Entry[], zone: string): TemplateResult {
    const { language } = this.office;
    if (rows.length === 0) return html`<p role="status">${pickAuditMessages(language)("au.none")}</p>`;
    const days = new Map<string, Entry[]>();
    for (const entry of rows) {
      const day = inZone(entry.at, zone).slice(0, 10);
      days.set(day, [...(days.get(day) ?? []), entry]);
    }
    return html`${[...days].map(
      ([day, entries]) => html`<h2>${understoodDay(day, language)}</h2>
        <ul class="entries">${entries.map((entry) => this.entry(entry, zone))}</ul>`,
    )}`;
  }

  private entry(entry: Entry, zone: string): TemplateResult {
    const { language } = this.office;
    const say = pickAuditMessages(language);
    const { before, after, why } = entry;
    const was = before === null ? null : valueWords(before, language);
    const is = after === null ? null : valueWords(after, language);
    const change =
      was !== null && is !== null
        ? say("au.change", { before: was, after: is })
        : (is ?? (was === null ? null : say("au.before", { before: was })));
    return html`<li>
      <time datetime=${entry.at}>${inZone(entry.at, zone).slice(11, 16)}</time>
      <b>${whoDid(entry, language)}</b> ${idOf(entry)} ${auditWords(entry, language)}.
      ${change === null ? nothing : html`<br /><span class="soft">${change}</span>`}
      ${why === null ? nothing : html`<br /><span class="soft">${say("au.why", { why: valueWords(why, language) })}</span>`}
      ${this.link(entry)}
    </li>`;
  }

  /** Leads to what an entry is about, where the reader's role has that page. */
  private link(entry: Entry): TemplateResult | typeof nothing {
    const { language, mayOpen, nameOf, open } = this.office;
    const place = placeOf(entry);
    if (!place || !mayOpen(place.page)) return nothing;
    const words = pickAuditMessages(language)("au.open", { page: nameOf(place.page) });
    const press = (): void => open(place.page, place.query);
    return html`<button type="button" class="plain" aria-label=${`${words}: ${entry.on}`} @click=${press}>${words}</button>`;
  }
}

/** The id beside a name: two people may have one name, and who lets people in may give any. */
function idOf({ by, by_name }: Entry): TemplateResult | typeof nothing {
  return by_name === null ? nothing : html`<span class="soft">(${by})</span>`;
}
