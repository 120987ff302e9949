import type { LitElement, ReactiveController, TemplateResult } from "lit";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { guessFields } from "./guess-fields.ts";
import { importPanel } from "./import-panel-template.ts";
import type { ImportSpec } from "./import-spec.ts";

export type { ImportField, ImportSpec, SentFile } from "./import-spec.ts";

/** What the panel shows. */
export type ImportState<Answer> =
  | { readonly at: "start" }
  | { readonly at: "columns"; readonly table: AnswerOf<"postTable">; readonly fields: readonly string[] }
  | {
      readonly at: "checked";
      readonly table: AnswerOf<"postTable">;
      readonly fields: readonly string[];
      readonly answer: Answer;
    }
  | { readonly at: "taken"; readonly answer: Answer; readonly words: string; readonly isBack: boolean };

type Office = Pick<OfficeDeps, "agency" | "client" | "language">;

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * The panel of an import: paste or upload, say what the columns are, check, take, take back. A page makes one with what it imports,
 * and draws it by `panel()`.
 */
export class ImportController<Answer> implements ReactiveController {
  state: ImportState<Answer> = { at: "start" };
  pasted = "";
  file: File | null = null;
  isBusy = false;
  problem: Problem | null = null;

  readonly office: Office;
  readonly spec: ImportSpec<Answer>;
  private readonly host: LitElement;

  constructor(host: LitElement, office: Office, spec: ImportSpec<Answer>) {
    this.host = host;
    this.office = office;
    this.spec = spec;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Draws the panel. */
  panel(): TemplateResult {
    return importPanel(this);
  }

  /** Takes what was pasted or chosen; an earlier file or text is dropped. */
  fill(given: { readonly pasted?: string; readonly file?: File | null }): void {
    this.pasted = given.pasted ?? "";
    this.file = given.file ?? null;
    this.problem = null;
    this.host.requestUpdate();
  }

  /** Says which field a column holds; the field leaves the column that had it. */
  choose(column: number, field: string): void {
    const { state } = this;
    if (!("fields" in state)) return;
    const fields = state.fields.map((one, place) => (place === column ? field : one === field ? "" : one));
    this.show({ at: "columns", table: state.table, fields });
  }

  /** Reads the table's first rows and guesses its columns. */
  async read(): Promise<void> {
    const { agency, client } = this.office;
    const { body, type } = this.source();
    const read = await this.busily(() =>
      client.POST("/v1/agencies/{agency}/tables", {
        params: { path: { agency } },
        body: body as never,
        bodySerializer: (given) => given as never,
        headers: { "content-type": type },
      }),
    );
    if (!read.data) return;
    const [header] = read.data.first;
    const width = Math.max(0, ...read.data.first.map(({ cells }) => cells.length));
    const names = Array.from({ length: width }, (_, place) => header?.cells[place] ?? "");
    this.show({ at: "columns", table: read.data, fields: guessFields(names, this.spec.fields()) }, "import-columns");
  }

  /** Checks the whole table and keeps nothing of it. */
  async check(): Promise<void> {
    const { state } = this;
    if (!("fields" in state)) return;
    const { table, fields } = state;
    const { data } = await this.busily(() => this.spec.send(this.sent(fields), true));
    if (data !== undefined) this.show({ at: "checked", table, fields, answer: data }, "import-checked");
    else if (this.problem) await this.focus("import-problems");
  }

  /** Takes the table that was checked. */
  async take(): Promise<void> {
    const { state } = this;
    if (state.at !== "checked") return;
    const { data } = await this.busily(() => this.spec.send(this.sent(state.fields), false));
    if (data !== undefined) {
      this.fill({});
      this.show({ at: "taken", answer: data, words: this.spec.took(data), isBack: false }, "import-taken");
    } else if (this.problem) await this.focus("import-problems");
  }

  /** Takes back what was just taken. */
  async takeBack(): Promise<void> {
    const { state, spec } = this;
    if (state.at !== "taken" || !spec.takeBack) return;
    const { takeBack } = spec;
    const { error } = await this.busily(async () => {
      const problem = await takeBack(state.answer);
      return problem ? { error: problem } : { data: true };
    });
    if (!error) this.show({ ...state, isBack: true }, "import-taken");
  }

  /** Goes back to the start; what was pasted or chosen stays. */
  restart(): void {
    this.show({ at: "start" }, "import-paste");
  }

  private source(): { readonly body: Blob; readonly type: string } {
    const { file, pasted } = this;
    if (!file) return { body: new Blob([pasted]), type: "text/csv" };
    return { body: file, type: /\.xlsx$/i.test(file.name) ? xlsxType : "text/csv" };
  }

  private sent(
    fields: readonly string[],
  ): ReturnType<ImportController<Answer>["source"]> & { readonly columns: string } {
    return { ...this.source(), columns: fields.join() };
  }

  private show(state: ImportState<Answer>, focused: string | null = null): void {
    this.state = state;
    this.problem = null;
    this.host.requestUpdate();
    if (focused !== null) void this.focus(focused);
  }

  private async focus(id: string): Promise<void> {
    await this.host.updateComplete;
    const found = (this.host.renderRoot as ShadowRoot).getElementById(id);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "start" });
  }

  private async busily<T extends { readonly error?: Problem }>(call: () => Promise<T>): Promise<T> {
    this.isBusy = true;
    this.problem = null;
    this.host.requestUpdate();
    const done = await call();
    this.isBusy = false;
    this.problem = done.error ?? null;
    this.host.requestUpdate();
    return done;
  }
}
