import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { CommentChange, CommentState, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import type { Result } from "../../shared/result.ts";
import type { DeskMessageKey } from "../messages/desk-messages.ts";
import type { AskOffice, OfficeCall, OfficeFault } from "./ask-office.ts";
import { deskFault } from "./desk-fault.ts";

/** What is typed and chosen on the desk; it outlives a change by somebody else. */
export type DeskForm = {
  agency: string;
  key: string;
  state: CommentState | "";
  q: string;
  lateOnly: boolean;
  words: string;
  isPublic: boolean;
  hideReason: NonNullable<OfficeComment["hide_reason"]>;
  notComment: NotCommentKind;
  unit: string;
  why: string;
  month: string;
};

/** Comments of one kind in the list: those that came so far, and where the rest begins. */
export type DeskSection = { readonly rows: readonly OfficeComment[]; readonly cursor: string | null };

const nothing: DeskSection = { rows: [], cursor: null };

/** What a unit's people do: read, decide, assign, answer. The key stays in this memory. */
export class DeskController {
  readonly form: DeskForm;
  view: "key" | "list" | "digest" = "key";
  late: DeskSection = nothing;
  rest: DeskSection = nothing;
  comment: OfficeComment | null = null;
  /** Null where the key may not read it. */
  history: readonly AuditEntry[] | null = null;
  units: readonly Pick<UnitVersion, "code" | "name">[] = [];
  digests: readonly Digest[] = [];
  fault: DeskMessageKey | null = null;
  isBusy = false;
  isDone = false;
  private readonly ask: AskOffice;
  private readonly thisMonth: string;
  private readonly changed: () => void;

  constructor({ ask, month }: { ask: AskOffice; month: string }, changed: () => void) {
    this.ask = ask;
    this.thisMonth = month;
    this.changed = changed;
    const choices = { state: "", q: "", lateOnly: false, isPublic: true, hideReason: "personal-data" } as const;
    const notComment = "advert";
    this.form = { agency: "", key: "", ...choices, notComment, words: "", unit: "", why: "", month };
  }

  /** Writes down what was typed or chosen; draws it where something else shows it. */
  fill(given: Partial<DeskForm>, shows = false): void {
    Object.assign(this.form, given);
    if (shows) this.changed();
  }

  /** Opens the desk with the key that was typed. */
  async open(): Promise<void> {
    this.fill({ agency: this.form.agency.trim().toUpperCase(), key: this.form.key.trim() });
    const listed = await this.run<Page<UnitVersion>>({ line: "GET /units?limit=1000" });
    if (!listed) return;
    const standing = listed.data.filter((unit) => standsIn(this.thisMonth, unit));
    // Of one that is renamed within the month the newer name.
    const current = [...new Map(standing.map((unit) => [unit.code, unit])).values()];
    this.units = current.map(({ code, name }) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, "vi"));
    if (await this.list()) this.show("list");
  }

  /** Forgets key, comments and everything that was typed. */
  leave(): void {
    this.fill({ key: "", words: "", why: "", q: "", state: "" });
    Object.assign(this, { late: nothing, rest: nothing, comment: null, history: null, digests: [] });
    this.show("key");
  }

  /** Shows another part of the desk. */
  show(view: DeskController["view"]): void {
    this.view = view;
    this.fault = null;
    this.changed();
  }

  /** Lists by the filter: what is overdue before everything else. Whether it could. */
  async list(): Promise<boolean> {
    const late = await this.run<Page<OfficeComment>>({ line: this.listLine(true) });
    if (!late) return false;
    const rest = this.form.lateOnly ? null : await this.run<Page<OfficeComment>>({ line: this.listLine(false) });
    this.late = { rows: late.data, cursor: late.meta.next_cursor };
    this.rest = rest ? { rows: rest.data, cursor: rest.meta.next_cursor } : nothing;
    this.changed();
    return true;
  }

  /** The next comments of a section. */
  async more(isLate: boolean): Promise<void> {
    const section = isLate ? this.late : this.rest;
    const page = await this.run<Page<OfficeComment>>({ line: this.listLine(isLate, section.cursor) });
    if (!page) return;
    const grown = { rows: [...section.rows, ...page.data], cursor: page.meta.next_cursor };
    if (isLate) this.late = grown;
    else this.rest = grown;
    this.changed();
  }

  /** Opens a comment, with its history where the key may read it. */
  async read(id: string): Promise<void> {
    const comment = await this.run<OfficeComment>({ line: `GET /comments/${id}` });
    if (!comment) return;
    if (comment.id !== this.comment?.id) this.fill({ words: "", why: "" });
    this.isDone = false;
    await this.take(comment);
    this.show("list");
  }

  /** Closes the comment that is open. */
  close(): void {
    this.comment = null;
    this.changed();
  }

  /** Approves, hides, assigns, holds or closes the open comment. */
  async change(change: CommentChange): Promise<void> {
    const why = this.form.why.trim();
    await this.write({ line: "PATCH ", body: { ...change, ...(why === "" ? {} : { why }) } }, { why: "" });
  }

  /** Answers the open comment. */
  async answer(): Promise<void> {
    const { words, isPublic } = this.form;
    await this.write({ line: "POST /replies", body: { words: words.trim(), is_public: isPublic } }, { words: "" });
  }

  /** What the month's comments say. */
  async digest(): Promise<void> {
    const page = await this.run<Page<Digest>>({ line: `GET /digests?period=${encodeURIComponent(this.form.month)}` });
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

  /** Writes by the version that was seen; where somebody was faster, their state is shown and what was typed stays. */
  private async write({ line, body }: OfficeCall, written: Partial<DeskForm>): Promise<void> {
    const { comment } = this;
    if (!comment) return;
    this.isDone = false;
    const [method, path] = line.split(" ");
    const call = { line: `${method} /comments/${comment.id}${path}`, body, version: comment.version };
    const changed = await this.run<OfficeComment>(call);
    if (!changed) return;
    this.fill(written);
    this.isDone = true;
    await this.take(changed);
  }

  private async take(comment: OfficeComment): Promise<void> {
    this.comment = comment;
    const replaced = (row: OfficeComment): OfficeComment => (row.id === comment.id ? comment : row);
    this.late = { ...this.late, rows: this.late.rows.map(replaced) };
    this.rest = { ...this.rest, rows: this.rest.rows.map(replaced) };
    const told = await this.ask<Page<AuditEntry>>(this.form, { line: `GET /audit?on=${comment.id}&limit=100` });
    this.history = told.ok ? told.value.data : null;
    this.changed();
  }

  private async run<T>(call: OfficeCall): Promise<T | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.fault = null;
    this.changed();
    const done: Result<T, OfficeFault> = await this.ask<T>(this.form, call);
    this.isBusy = false;
    if (done.ok) return done.value;
    this.fault = deskFault(done.failure);
    if (done.failure.comment) await this.take(done.failure.comment);
    this.changed();
    return null;
  }
}

/** Whether a unit's version stands for some day of a month; what ends later still answers until then. */
function standsIn(month: string, { valid_from, valid_to }: Pick<UnitVersion, "valid_from" | "valid_to">): boolean {
  return valid_from.slice(0, 7) <= month && (valid_to === null || valid_to.slice(0, 7) >= month);
}
