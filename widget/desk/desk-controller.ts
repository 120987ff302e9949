import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { CommentChange, CommentState, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import type { Form } from "../../shared/contract/form.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import type { DeskMessageKey } from "../messages/desk-messages.ts";
import { type AskOffice, deskFault, type OfficeCall } from "./ask-office.ts";
import { DeskDrafts, type Draft, type DraftStorage } from "./desk-drafts.ts";

/** What is typed and chosen on the desk, apart from drafts. */
export type DeskForm = {
  agency: string;
  key: string;
  state: CommentState | "";
  q: string;
  lateOnly: boolean;
  hideReason: NonNullable<OfficeComment["hide_reason"]>;
  notComment: NotCommentKind;
  unit: string;
  month: string;
};

/** Comments of one kind in the list: those loaded so far, and the cursor of the rest. */
export type DeskSection = { readonly rows: readonly OfficeComment[]; readonly cursor: string | null };

/** What the controller works with. `month` is the current one, such as `2026-11`. */
export type DeskControllerDeps = {
  readonly ask: AskOffice;
  readonly month: string;
  readonly storage: DraftStorage | null;
};

/** The act whose outcome is shown, and where: `answer`, `read` and an id, … */
export type Act = string;

const nothing: DeskSection = { rows: [], cursor: null };
const noKey = { late: nothing, rest: nothing, comment: null, history: null, digests: [], units: [] };

/** What a unit's people do: read, decide, assign, answer. The key stays in this memory. */
export class DeskController {
  readonly form: DeskForm;
  readonly drafts: DeskDrafts;
  view: "key" | "list" | "digest" = "key";
  late: DeskSection = nothing;
  rest: DeskSection = nothing;
  comment: OfficeComment | null = null;
  /** Null if the key may not read it. */
  history: readonly AuditEntry[] | null = null;
  units: readonly Pick<UnitVersion, "code" | "name">[] = [];
  /** What reasons and services are called, by id, as far as the server told. */
  names: ReadonlyMap<string, LocalizedText> = new Map();
  digests: readonly Digest[] = [];
  fault: DeskMessageKey | null = null;
  act: Act = "";
  isBusy = false;
  isDone = false;
  /** Whether the desk asks before it deletes drafts. */
  isLeaving = false;
  private readonly deps: DeskControllerDeps;
  private readonly changed: () => void;

  constructor(deps: DeskControllerDeps, changed: () => void) {
    this.deps = deps;
    this.drafts = new DeskDrafts(deps.storage);
    this.changed = changed;
    const choices = { state: "", q: "", lateOnly: false, hideReason: "personal-data", notComment: "advert" } as const;
    this.form = { agency: "", key: "", ...choices, unit: "", month: deps.month };
  }

  /** What is typed about the open comment. */
  get draft(): Draft {
    return this.drafts.of(this.comment?.id ?? "");
  }

  /** The current month and the 12 before it. */
  get months(): string[] {
    const [year = 0, month = 1] = this.deps.month.split("-").map(Number);
    return Array.from({ length: 13 }, (_, back) =>
      new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7),
    );
  }

  /** Stores what was typed or chosen. */
  fill(given: Partial<DeskForm>): void {
    Object.assign(this.form, given);
  }

  /** Keeps what was typed about the open comment. */
  write(given: Partial<Draft>): void {
    if (this.comment) this.drafts.write(this.comment.id, given);
    this.changed();
  }

  /** Opens the desk with the key that was typed. */
  async open(): Promise<void> {
    this.fill({ agency: this.form.agency.trim().toUpperCase(), key: this.form.key.trim() });
    const listed = await this.run<Page<UnitVersion>>({ line: "GET /units?limit=1000" }, "open");
    if (!listed) return;
    const current = listed.data.filter((unit) => isValidIn(this.deps.month, unit));
    // A unit that is renamed within the month has its newer name.
    const units = [...new Map(current.map((unit) => [unit.code, unit])).values()];
    this.units = units.map(({ code, name }) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, "vi"));
    this.drafts.open(this.form.agency);
    await this.loadNames();
    if (await this.list("open")) this.show("list");
  }

  private async loadNames(): Promise<void> {
    const [forms, services] = await Promise.all([
      this.deps.ask<Page<Form>>(this.form, { line: "GET /forms?limit=1000" }),
      this.deps.ask<Page<Service>>(this.form, { line: "GET /services?limit=1000" }),
    ]);
    const reasons = forms.ok ? forms.value.data.flatMap((form) => form.reasons) : [];
    this.names = new Map([
      ...reasons.map(({ id, text }) => [id, text] as const),
      ...(services.ok ? services.value.data : []).map(({ id, name }) => [id, { vi: name }] as const),
    ]);
  }

  /** Asks before drafts are deleted, or takes the question back. */
  askToLeave(isLeaving: boolean): void {
    this.isLeaving = isLeaving;
    if (isLeaving && this.drafts.count === 0) this.leave();
    this.changed();
  }

  /** Forgets key, comments and everything that was typed. */
  leave(): void {
    this.drafts.clear();
    this.fill({ key: "", q: "", state: "", unit: "" });
    Object.assign(this, noKey, { isLeaving: false });
    this.show("key");
  }

  /** Shows another part of the desk. */
  show(view: DeskController["view"]): void {
    Object.assign(this, { view, fault: null, isDone: false });
    this.changed();
  }

  /** Lists by the filter, overdue comments first. Returns whether it could. */
  async list(act: Act = "filter"): Promise<boolean> {
    const late = await this.run<Page<OfficeComment>>({ line: this.listLine(true) }, act);
    if (!late) return false;
    const rest = this.form.lateOnly ? null : await this.run<Page<OfficeComment>>({ line: this.listLine(false) }, act);
    this.late = { rows: late.data, cursor: late.meta.next_cursor };
    this.rest = rest ? { rows: rest.data, cursor: rest.meta.next_cursor } : nothing;
    this.changed();
    return true;
  }

  /** Loads the next comments of a section. */
  async more(kind: "late" | "rest"): Promise<void> {
    const { rows, cursor } = this[kind];
    const page = await this.run<Page<OfficeComment>>({ line: this.listLine(kind === "late", cursor) }, kind);
    if (!page) return;
    this[kind] = { rows: [...rows, ...page.data], cursor: page.meta.next_cursor };
    this.changed();
  }

  /** Opens a comment, with its history if the key may read it. */
  async read(id: string, act: Act = `read ${id}`): Promise<void> {
    const comment = await this.run<OfficeComment>({ line: `GET /comments/${id}` }, act);
    if (!comment) return;
    this.fill({ unit: "" });
    await this.take(comment);
    this.show("list");
  }

  /** Closes the open comment. */
  close(): void {
    this.comment = null;
    this.changed();
  }

  /** Approves, hides, assigns, holds or closes the open comment. */
  async change(change: CommentChange, act: Act): Promise<void> {
    const why = this.draft.why.trim();
    await this.send(
      { line: "PATCH ", body: { ...change, ...(why === "" ? {} : { why }) } },
      { act, sent: { why: "" } },
    );
  }

  /** Answers the open comment. */
  async answer(): Promise<void> {
    const { words, isPublic } = this.draft;
    const body = { words: words.trim(), is_public: isPublic };
    await this.send({ line: "POST /replies", body }, { act: "answer", sent: { words: "", isPublic: true } });
  }

  /** Loads what the month's comments say. */
  async digest(): Promise<void> {
    const line = `GET /digests?period=${encodeURIComponent(this.form.month)}`;
    const page = await this.run<Page<Digest>>({ line }, "digest");
    if (!page) return;
    this.digests = page.data;
    this.changed();
  }

  private listLine(isLate: boolean, cursor: string | null = null): string {
    const { state, q } = this.form;
    const query = Object.entries({ overdue: String(isLate), state, q: q.trim(), cursor: cursor ?? "", limit: "50" })
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `GET /comments?${query.join("&")}`;
  }

  /** Writes against the version that was seen. If somebody else was faster, their version is shown and the draft stays. */
  private async send({ line, body }: OfficeCall, { act, sent }: { act: Act; sent: Partial<Draft> }): Promise<void> {
    const { comment } = this;
    if (!comment) return;
    const [method, path] = line.split(" ");
    const call = { line: `${method} /comments/${comment.id}${path}`, body, version: comment.version };
    const changed = await this.run<OfficeComment>(call, act);
    if (!changed) return;
    this.drafts.write(comment.id, sent);
    this.isDone = true;
    await this.take(changed);
  }

  private async take(comment: OfficeComment): Promise<void> {
    this.comment = comment;
    const replaced = (row: OfficeComment): OfficeComment => (row.id === comment.id ? comment : row);
    this.late = { ...this.late, rows: this.late.rows.map(replaced) };
    this.rest = { ...this.rest, rows: this.rest.rows.map(replaced) };
    const told = await this.deps.ask<Page<AuditEntry>>(this.form, { line: `GET /audit?on=${comment.id}&limit=100` });
    if (this.comment === comment) this.history = told.ok ? told.value.data : null;
    this.changed();
  }

  private async run<T>(call: OfficeCall, act: Act): Promise<T | null> {
    if (this.isBusy) return null;
    Object.assign(this, { act, isBusy: true, isDone: false, fault: null });
    this.changed();
    const done = await this.deps.ask<T>(this.form, call);
    this.isBusy = false;
    if (done.ok) return done.value;
    this.fault = deskFault(done.failure);
    if (done.failure.comment) await this.take(done.failure.comment);
    // A key that is no longer valid: the drafts wait for the next one.
    if (this.fault === "e.unauthorized" || this.fault === "e.expired")
      Object.assign(this, noKey, { view: "key", act: "open" });
    this.changed();
    return null;
  }
}

/** Whether a unit's version is valid on some day of a month. A unit that ends later in the month still answers. */
function isValidIn(month: string, { valid_from, valid_to }: Pick<UnitVersion, "valid_from" | "valid_to">): boolean {
  return valid_from.slice(0, 7) <= month && (valid_to === null || valid_to.slice(0, 7) >= month);
}
