import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { inLanguage } from "../messages/messages.ts";
import { type AnswerOf, type Problem, readPages, type RowOf } from "../office-ui/office-client.ts";
import {
  dayField,
  detailWords,
  problemWords,
  unitField,
  loadFault,
  loadingNote,
} from "../office-ui/office-controls-template.ts";
import { DeedController, type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import { type SettingsKey, pickSettingsMessages } from "./settings-messages.ts";
import {
  type Section,
  type SectionId,
  type Settings,
  type SettingsColumn,
  type SettingsRow,
  settingsSections,
} from "./settings-sections.ts";

type Loaded = Settings & {
  readonly signIn: AnswerOf<"getSignIn">["sign_in"];
  /** Indices that a target can be set for: id and name. */
  readonly methods: readonly Pick<AnswerOf<"getMethods">["data"][number], "id" | "name">[];
};

/** Levels of the question that targets are for. */
const overallScale = 5;

/** The page *Cài đặt*: what the agency tells of itself, deadlines, calendar; how its people sign in. */
export class SettingsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    ...{ loaded: { state: true }, typed: { state: true }, saving: { state: true } },
    unread: { state: true },
  };
  declare private loaded: Loaded | null;
  /** What is typed in settingsSections that are not saved. */
  declare private typed: Readonly<Partial<Record<SectionId, readonly SettingsRow[]>>>;
  /** The section that was saved last, or failed. */
  declare private saving: SectionId | null;
  /** Why the settings could not be read. */
  declare private unread: Problem | null;
  private readonly deed = new DeedController(this);

  constructor(office: OfficeDeps) {
    super(office);
    Object.assign(this, { loaded: null, typed: {}, saving: null, unread: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    const { client, agency } = this.office;
    const params = { params: { path: { agency } } };
    const [facts, calendar, signIn, methods, deadlines] = await Promise.all([
      client.GET("/v1/agencies/{agency}", params),
      client.GET("/v1/agencies/{agency}/calendar", params),
      client.GET("/v1/agencies/{agency}/sign-in", params),
      client.GET("/v1/agencies/{agency}/methods", params),
      readPages<RowOf<"listDeadlines">>((query) =>
        client.GET("/v1/agencies/{agency}/deadlines", { params: { path: { agency }, query } }),
      ),
    ]);
    this.unread = facts.error ?? calendar.error ?? deadlines.error ?? null;
    if (!facts.data || !calendar.data || !deadlines.rows) return;
    this.loaded = {
      ...{ facts: facts.data, calendar: calendar.data, deadlines: deadlines.rows },
      signIn: signIn.data?.sign_in ?? null,
      methods: (methods.data?.data ?? []).filter(({ scales }) => scales.includes(overallScale)),
    };
  }

  protected override render(): TemplateResult {
    const { language } = this.office;
    const say = pickSettingsMessages(language);
    const { loaded, unread } = this;
    return html`<h1>${say("se.title")}</h1>
      <p>${say("se.lead")}</p>
      ${unread ? loadFault(unread, language, () => void this.load()) : nothing}
      ${
        loaded
          ? html`${settingsSections.map((section) => this.card(section, loaded))} ${this.signInCard(loaded)} ${this.dangerCard()}`
          : unread
            ? nothing
            : loadingNote(language)
      }`;
  }

  private card(section: Section, loaded: Loaded): TemplateResult {
    const { language, agency } = this.office;
    const say = pickSettingsMessages(language);
    const { id, isList } = section;
    const rows = this.typed[id] ?? section.read(loaded);
    const set = (changed: readonly SettingsRow[]): void => {
      this.typed = { ...this.typed, [id]: changed };
    };
    const save = (event: Event): void => {
      event.preventDefault();
      void this.save(section, loaded);
    };
    const years = loaded.calendar.years_to_load.join(", ") || say("se.years.none");
    const { problem, isBusy } = this.deed;
    const fault = this.saving === id && problem ? problemWords(problem, language) : null;
    const changed = this.typed[id] !== undefined;
    const undo = (): void => {
      const { [id]: _, ...others } = this.typed;
      this.typed = others;
    };
    return html`<details class="card" id=${id} ?open=${id === "facts"}>
      <summary>${say(`se.s.${id}`)}${changed ? " *" : ""}</summary>
      <p class="soft">${say(`se.s.${id}.lead`, { code: agency, years })}</p>
      <form @submit=${save}>
        ${isList && rows.length === 0 ? html`<p>${say("se.empty")}</p>` : nothing}
        ${rows.map((_, place) => this.row(section, { rows, place, set, methods: loaded.methods }))}
        ${isList ? actionButton(say("se.add"), { press: () => this.add(section, rows) }) : nothing}
        ${faultNote(fault)}
        <div class="row">
          <button class="main" aria-disabled=${isBusy ? "true" : nothing}>${say("se.save")}</button>
          ${changed ? actionButton(say("se.undo"), { press: undo }) : nothing}
        </div>
      </form>
    </details>`;
  }

  private async add({ id, columns }: Section, rows: readonly SettingsRow[]): Promise<void> {
    this.typed = { ...this.typed, [id]: [...rows, {}] };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${fieldId(id, rows.length, columns[0]?.name ?? "")}`)?.focus();
  }

  private row(
    section: Section,
    at: {
      readonly rows: readonly SettingsRow[];
      readonly place: number;
      readonly set: (rows: readonly SettingsRow[]) => void;
      readonly methods: Loaded["methods"];
    },
  ): TemplateResult {
    const say = pickSettingsMessages(this.office.language);
    const { rows, place, set } = at;
    const fields = section.columns.map(
      (column) =>
        html`<div>${this.field(section, column, {
          ...{ place, methods: at.methods, value: rows[place]?.[column.name] ?? "" },
          typed: (value) => set(rows.map((row, one) => (one === place ? { ...row, [column.name]: value } : row))),
        })}</div>`,
    );
    if (!section.isList) return html`<div class="fields">${fields}</div>`;
    const drop = (): void => set(rows.filter((_, one) => one !== place));
    return html`<fieldset>
      <legend>${say("se.row", { n: place + 1 })}</legend>
      <div class="fields">${fields}</div>
      ${actionButton(say("se.drop", { n: place + 1 }), { press: drop, kind: "plain" })}
    </fieldset>`;
  }

  private field(
    { id: section, pointer }: Section,
    { name, kind, label, hint }: SettingsColumn,
    at: {
      readonly place: number;
      readonly value: string;
      readonly typed: (value: string) => void;
      readonly methods: Loaded["methods"];
    },
  ): unknown {
    const { language } = this.office;
    const say = pickSettingsMessages(language);
    const { place, value, typed } = at;
    const fault = this.faultAt(section, pointer(place, name));
    const common = { id: fieldId(section, place, name), label: say(label), value };
    const note = fault === null ? nothing : html`<p class="fault">${fault}</p>`;
    if (kind === "day") return html`${dayField({ ...common, language, typed })}${note}`;
    if (kind === "unit") return unitField(this.office, { ...common, hint: say("se.unit.hint"), chosen: typed, fault });
    if (kind === "method") {
      const methods = at.methods.map((method) => [method.id, inLanguage(method.name, language)] as const);
      const choices = value === "" ? [["", "–"] as const, ...methods] : methods;
      return html`${chooseField({ ...common, choices, chosen: typed })}${note}`;
    }
    return lineField({ ...common, typed, most: 500, fault, ...(hint ? { hint: say(hint) } : {}) });
  }

  /** What the server says of one field of the section that was saved last. */
  private faultAt(section: SectionId, pointer: string): string | null {
    const { problem } = this.deed;
    if (this.saving !== section || !problem) return null;
    const found = problem.errors?.find((error) => error.pointer === pointer);
    return found ? detailWords(found.detail, this.office.language) : null;
  }

  private async save(section: Section, loaded: Loaded): Promise<void> {
    const { client, agency, tell, language } = this.office;
    const say = pickSettingsMessages(language);
    const rows = this.typed[section.id] ?? section.read(loaded);
    const params = { path: { agency } };
    const written = section.write(rows, loaded);
    this.saving = section.id;
    const done = await this.deed.run<unknown>(() => {
      if (written.to === "facts") return client.PUT("/v1/agencies/{agency}", { params, body: written.body });
      if (written.to === "calendar") {
        return client.PUT("/v1/agencies/{agency}/calendar", { params, body: written.body });
      }
      return client.PUT("/v1/agencies/{agency}/deadlines", { params, body: written.body });
    });
    if (!done) return this.showFault();
    await this.load();
    const { [section.id]: _, ...others } = this.typed;
    this.typed = others;
    tell(say("se.saved", { section: say(`se.s.${section.id}` as SettingsKey) }));
  }

  /** Takes the focus to the first field that the server refused. */
  private async showFault(): Promise<void> {
    await this.updateComplete;
    const wrong = this.renderRoot.querySelector<HTMLElement>(`#${this.saving} [aria-invalid="true"]`);
    wrong?.focus();
  }

  private signInCard({ signIn }: Loaded): TemplateResult {
    const { language, agency } = this.office;
    const say = pickSettingsMessages(language);
    const provider = signIn?.provider;
    const facts = provider && [
      [say("se.sign-in.issuer"), provider.issuer],
      [say("se.sign-in.client"), provider.client_id],
      [say("se.sign-in.secret"), say(`se.sign-in.secret.${provider.secret ?? "none"}`)],
      [say("se.sign-in.redirect"), provider.redirect_addresses.join(", ")],
    ];
    return html`<details class="card">
      <summary>${say("se.s.sign-in")}</summary>
      ${signIn ? nothing : html`<p>${say("se.sign-in.none")}</p>`}
      <dl>
        ${signIn ? html`<dt><b>${say("se.sign-in.label")}</b></dt><dd>${inLanguage(signIn.label, language)}</dd>` : nothing}
        ${(facts ?? []).map(([name, value]) => html`<dt><b>${name}</b></dt><dd>${value}</dd>`)}
      </dl>
      <p class="soft">${say("se.sign-in.root", { code: agency })}</p>
    </details>`;
  }

  private dangerCard(): TemplateResult {
    const { language, agency } = this.office;
    const say = pickSettingsMessages(language);
    return html`<details class="card">
      <summary>${say("se.s.danger")}</summary>
      <p>${say("se.danger.body", { code: agency })}</p>
    </details>`;
  }
}

function fieldId(section: SectionId, place: number, name: string): string {
  return `${section}-${place}-${name.replace(".", "-")}`;
}
