import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { numberWords } from "../messages/messages.ts";
import { type AnswerOf, type Problem, readPages, type RowOf } from "../office-ui/office-client.ts";
import {
  detailWords,
  forgetNames,
  loadFault,
  modal,
  moreButton,
  problemWords,
  loadingNote,
} from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { ImportController } from "../table-import/import-controller.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { pickServicesMessages } from "./services-messages.ts";
import pageStyles from "./services.css?inline";

type Service = RowOf<"listServices">;
type Answer = AnswerOf<"putServices">;

/** A service that is added or renamed. */
type Form = Service & { readonly isNew: boolean; readonly isBusy: boolean; readonly fault: string | null };

const perPage = "100";

/** The page *Thủ tục*: services with search, one by one or from a table. */
export class ServicesElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    sought: { state: true },
    form: { state: true },
    rows: { state: true },
    next: { state: true },
    isMore: { state: true },
    isImporting: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(pageStyles)];
  declare private sought: string;
  declare private form: Form | null;
  declare private rows: readonly Service[];
  declare private next: string | null;
  declare private isMore: boolean;
  declare private isImporting: boolean;
  private known: ReadonlyMap<string, string> = new Map();
  private readonly import: ImportController<Answer>;

  private readonly task = new Task(this, {
    args: () => [this.sought] as const,
    task: async ([sought], { signal }): Promise<void> => {
      const { data } = await this.read(sought);
      if (signal.aborted) return;
      if (!data) throw new Error("unreachable");
      this.rows = data.data;
      this.next = data.meta.next_cursor;
    },
  });

  constructor(office: OfficeDeps) {
    super(office);
    const { q = "" } = office.query.read();
    Object.assign(this, { sought: q, form: null, rows: [], next: null, isMore: false, isImporting: false });
    const words = (): ReturnType<typeof pickServicesMessages> => pickServicesMessages(office.language);
    const path = { agency: office.agency };
    this.import = new ImportController<Answer>(this, office, {
      fields: () => [
        { field: "id", label: words()("sv.id"), needed: true, also: ["mã tthc", "mã số", "mã"] },
        { field: "name", label: words()("sv.name"), needed: true, also: ["tên tthc", "tên thủ tục hành chính"] },
      ],
      send: async ({ body, type, columns }, isTrial) => {
        if (isTrial) await this.remember();
        return office.client.PUT("/v1/agencies/{agency}/services", {
          params: { path, query: { columns, ...(isTrial ? { dry_run: "1" } : {}) } },
          body: body as never,
          bodySerializer: (given) => given as never,
          headers: { "content-type": type },
        });
      },
      found: ({ data }) => words()("sv.found", this.compared(data)),
      took: ({ data }) => {
        void this.changed();
        return words()("sv.taken", { n: numberWords(data.length, office.language) });
      },
    });
  }

  protected override render(): TemplateResult {
    const say = pickServicesMessages(this.office.language);
    return html`<h1 tabindex="-1">${say("sv.title")}</h1>
      <p>${say("sv.lead")}</p>
      <div class="tools">
        <div class="field">
          ${lineField({ id: "sought", label: say("sv.search"), value: this.sought, typed: (sought) => this.seek(sought) })}
        </div>
        ${this.mayChange() ? this.buttons() : nothing}
      </div>
      ${this.isImporting ? this.importing() : nothing} ${this.list()}
      ${this.mayChange() ? html`<p class="soft">${say("sv.end")}</p>` : nothing} ${this.editing()}`;
  }

  private buttons(): TemplateResult {
    const say = pickServicesMessages(this.office.language);
    const { isImporting } = this;
    const toggle = (): void => {
      this.isImporting = !isImporting;
    };
    return html`<div>
      ${actionButton(say("sv.add"), { press: () => this.edit(null), kind: "main" })}
      ${actionButton(say(isImporting ? "sv.close" : "sv.import"), { press: toggle })}
    </div>`;
  }

  private list(): TemplateResult {
    const { language } = this.office;
    const say = pickServicesMessages(language);
    const isPending = this.task.status === 1;
    if (this.task.status === 3) {
      return html`${loadFault(null, language, () => void this.task.run())}`;
    }
    const empty = this.mayChange() ? "sv.none" : "sv.none-read";
    const none = say(this.sought.trim() === "" ? empty : "sv.no-match");
    return html`${isPending ? loadingNote(language) : html`<p role="status" class="soft">${this.rows.length === 0 ? none : ""}</p>`}
      ${this.rows.length === 0 ? nothing : this.table()}
      ${moreButton(this.next, { language, isBusy: this.isMore, press: () => void this.more() })}`;
  }

  private table(): TemplateResult {
    const say = pickServicesMessages(this.office.language);
    const may = this.mayChange();
    return html`<div class="wide" tabindex="0" role="group" aria-label=${say("sv.table")}>
      <table class="services">
        <thead>
          <tr>
            <th scope="col">${say("sv.id")}</th>
            <th scope="col">${say("sv.name")}</th>
            ${may ? html`<td></td>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(
            (row) => html`<tr>
              <th scope="row">${row.id}</th>
              <td lang="vi">${row.name}</td>
              ${may ? html`<td>${this.renameButton(row)}</td>` : nothing}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renameButton(row: Service): TemplateResult {
    const say = pickServicesMessages(this.office.language);
    const label = say("sv.rename.of", { id: row.id });
    return html`<button type="button" class="plain" id="service-${row.id}" aria-label=${label} @click=${() => this.edit(row)}>
      ${say("sv.rename")}
    </button>`;
  }

  private importing(): TemplateResult {
    const say = pickServicesMessages(this.office.language);
    return html`<section class="card" aria-labelledby="import-title">
      <h2 id="import-title">${say("sv.import")}</h2>
      ${this.import.panel()}
    </section>`;
  }

  private editing(): TemplateResult | typeof nothing {
    const { form, office } = this;
    if (!form) return nothing;
    const say = pickServicesMessages(office.language);
    const set = (part: Partial<Service>): void => {
      this.form = { ...form, ...part, fault: null };
    };
    const left = (): void => {
      this.form = null;
    };
    const title = form.isNew ? say("sv.add") : say("sv.rename.of", { id: form.id });
    const hint = say("sv.id.hint");
    return modal(
      title,
      left,
      html`${
        form.isNew
          ? lineField({
              id: "s-id",
              label: say("sv.id"),
              value: form.id,
              most: 32,
              hint,
              typed: (id) => set({ id }),
            })
          : nothing
      }
      ${lineField({ id: "s-name", label: say("sv.name"), value: form.name, most: 500, typed: (name) => set({ name }) })}
      ${form.isNew ? nothing : html`<p class="soft">${say("sv.rename.note")}</p>`} ${faultNote(form.fault)}
      <div class="row">
        ${actionButton(say("sv.save"), { press: () => void this.save(form), kind: "main", isBusy: form.isBusy })}
        ${actionButton(say("sv.cancel"), { press: left })}
      </div>`,
    );
  }

  /** Services are changed by those who are on the whole agency. */
  private mayChange(): boolean {
    return this.may("config:write") && this.isWhole();
  }

  private read(q: string, cursor: string | null = null) {
    const { agency, client } = this.office;
    const query = { limit: perPage, ...(q.trim() === "" ? {} : { q }), ...(cursor === null ? {} : { cursor }) };
    return client.GET("/v1/agencies/{agency}/services", { params: { path: { agency }, query } });
  }

  private seek(sought: string): void {
    this.sought = sought;
    this.office.query.write(sought === "" ? {} : { q: sought });
  }

  private async more(): Promise<void> {
    const { sought } = this;
    this.isMore = true;
    const { data, error } = await this.read(sought, this.next);
    this.isMore = false;
    if (error) this.office.tell(problemWords(error, this.office.language));
    if (!data || sought !== this.sought) return;
    this.rows = [...this.rows, ...data.data];
    this.next = data.meta.next_cursor;
  }

  private edit(row: Service | null): void {
    this.form = { ...(row ?? { id: "", name: "" }), isNew: row === null, isBusy: false, fault: null };
  }

  private async save(form: Form): Promise<void> {
    const { office } = this;
    const say = pickServicesMessages(office.language);
    const service = { id: form.id.trim(), name: form.name.trim() };
    this.form = { ...form, isBusy: true, fault: null };
    const known = form.isNew ? await this.nameOf(service.id) : null;
    const params = { path: { agency: office.agency } };
    const { error } = known
      ? { error: null }
      : await office.client.PUT("/v1/agencies/{agency}/services", { params, body: { services: [service] } });
    if (known || error) {
      const fault = known ? say("sv.known", { name: known }) : this.faultWords(error as Problem);
      this.form = { ...form, isBusy: false, fault };
      return;
    }
    this.form = null;
    office.tell(say("sv.saved", { id: service.id }));
    await this.changed();
    this.renderRoot.querySelector<HTMLElement>(`[id="service-${service.id}"]`)?.focus();
  }

  /** Adding must not rename a service that is there. */
  private async nameOf(id: string): Promise<string | null> {
    if (id === "") return null;
    const { data } = await this.read(id);
    return data?.data.find((one) => one.id === id)?.name ?? null;
  }

  private faultWords(problem: Problem): string {
    const { language } = this.office;
    const say = pickServicesMessages(language);
    const [first] = problem.errors ?? [];
    if (!first) return problemWords(problem, language);
    const field = say(first.pointer.endsWith("/id") ? "sv.id" : "sv.name");
    return `${field}: ${detailWords(first.detail, language)}`;
  }

  private async changed(): Promise<void> {
    forgetNames(this.office);
    await this.task.run();
    await this.updateComplete;
  }

  /** Reads what is there, so that a trial can say what is new. */
  private async remember(): Promise<void> {
    const { agency, client } = this.office;
    const { rows } = await readPages<Service>((query) =>
      client.GET("/v1/agencies/{agency}/services", { params: { path: { agency }, query } }),
    );
    this.known = new Map((rows ?? []).map(({ id, name }) => [id, name]));
  }

  private compared(data: readonly Service[]): Readonly<Record<"fresh" | "renamed" | "same", string>> {
    const fresh = data.filter(({ id }) => !this.known.has(id)).length;
    const same = data.filter(({ id, name }) => this.known.get(id) === name).length;
    const words = (n: number): string => numberWords(n, this.office.language);
    return { fresh: words(fresh), renamed: words(data.length - fresh - same), same: words(same) };
  }
}
