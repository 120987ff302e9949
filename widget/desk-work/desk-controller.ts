import type { CommentChange, HideReason, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { startedAnswer, type Stretch } from "./open-places.ts";
import { BulkRun } from "./bulk-run.ts";
import { CommentHistory } from "./comment-history.ts";
import { type CommentNews, commentNews, hasAnswer, newReplies } from "./comment-news.ts";
import { type Called, DeskCalls, type DeskProblem } from "./desk-calls.ts";
import { DeskDrafts, type Draft } from "./desk-drafts.ts";
import { DeskList, type SectionKind } from "./desk-list.ts";
import { DeskNames } from "./desk-names.ts";
import { DeskRights } from "./desk-rights.ts";
import { MonthDigests } from "./month-digests.ts";
import { TemplateBook } from "./template-book.ts";

export type { BulkCourse } from "./bulk-run.ts";
export type { CommentNews } from "./comment-news.ts";
export type { DeskFilter, SectionKind } from "./desk-list.ts";
export type { OfferedTemplate } from "./template-book.ts";

/** What is chosen on the page. */
export type DeskForm = { hideReason: HideReason; notComment: NotCommentKind; unit: string };

/** A part of the page. */
export type DeskView = "list" | "digest" | "templates";

/** What came of an answer, and the comment that it was to: shown above the comment that was opened next. */
export type Sent = { readonly what: "sent" | "sent.approved"; readonly id: string; readonly isLast: boolean };

/** The act whose outcome is shown, and where: `answer`, `read` and an id, … */
export type Act = string;

/** Why an act failed: a problem of the server, or what the page itself misses. */
export type DeskFault = DeskProblem | { readonly places: readonly string[] };

/** What the controller works with. */
export type DeskControllerDeps = Pick<
  OfficeDeps,
  "agency" | "session" | "client" | "today" | "nowMs" | "drafts" | "language" | "reload"
>;

/** What a unit's people do: read, decide, assign, answer. */
export class DeskController {
  readonly list: DeskList;
  readonly names: DeskNames = new DeskNames();
  readonly drafts: DeskDrafts;
  readonly templates: TemplateBook;
  readonly bulk: BulkRun;
  readonly digests: MonthDigests;
  readonly rights: DeskRights;
  readonly history: CommentHistory;
  readonly form: DeskForm = { hideReason: "personal-data", notComment: "advert", unit: "" };
  view: DeskView = "list";
  /** Whether the list was loaded once. */
  isListed = false;
  comment: OfficeComment | null = null;
  fault: DeskFault | null = null;
  /** What somebody else changed while this comment was open. */
  news: { readonly seen: OfficeComment; readonly list: readonly CommentNews[] } | null = null;
  sent: Sent | null = null;
  /** Whether the answer that was to be sent had arrived before. */
  wasSentBefore = false;
  /** Whether the answer was sent, and approving failed. */
  isUnapproved = false;
  /** What is to be selected in the answer. */
  select: Stretch | null = null;
  act: Act = "";
  isBusy = false;
  isDone = false;
  /** Draws the page anew. */
  readonly redraw: () => void;
  /** What it works with. */
  readonly deps: DeskControllerDeps;
  private readonly calls: DeskCalls;

  constructor(deps: DeskControllerDeps, changed: () => void) {
    const { client, agency, drafts, nowMs } = deps;
    this.deps = deps;
    this.redraw = changed;
    this.calls = new DeskCalls(client, agency);
    this.list = new DeskList(this.calls);
    this.drafts = new DeskDrafts({ storage: drafts, nowMs });
    this.templates = new TemplateBook(this.calls, nowMs, changed);
    this.bulk = new BulkRun(this.calls, this.list, (comment) => this.put(comment));
    this.digests = new MonthDigests(this.calls, deps.today().slice(0, 7), changed);
    this.history = new CommentHistory(this.calls, changed);
    this.rights = new DeskRights(deps, this.names);
  }

  /** What is typed about the open comment. */
  get draft(): Draft {
    return this.drafts.of(this.comment?.id ?? "");
  }

  /** Loads the list and the comment of the address; then what is named in them. */
  async start(open: string | null): Promise<void> {
    const opened = open === null ? null : this.calls.comment(open);
    const isListed = await this.load();
    const found = await opened;
    if (found?.data) this.show(found.data);
    if (!isListed) return;
    await Promise.all([this.names.load(this.deps, this.calls, this.rights.isWhole), this.templates.load()]);
    this.redraw();
  }

  /** Stores what was chosen. */
  fill(given: Partial<DeskForm>): void {
    Object.assign(this.form, given);
    this.redraw();
  }

  /** Keeps what was typed about the open comment. */
  write(given: Partial<Draft>): void {
    if (this.comment) this.drafts.write(this.comment.id, given);
    this.redraw();
  }

  /** Puts a template before what is written. */
  begin(template: string): void {
    const { words, select } = startedAnswer(template, this.draft.words);
    this.select = select;
    this.write({ words });
  }

  /** Shows another part of the page. */
  turn(view: DeskView): void {
    Object.assign(this, { view, fault: null, isDone: false });
    this.redraw();
  }

  /** Lists by the filter. Returns whether it could. */
  async load(): Promise<boolean> {
    const isLoaded = await this.run("filter", () => this.list.load());
    this.isListed ||= isLoaded === true;
    this.redraw();
    return isLoaded === true;
  }

  /** Loads the next comments of a section. */
  async more(kind: SectionKind): Promise<void> {
    await this.run(kind, () => this.list.more(kind));
    this.redraw();
  }

  /** Opens a comment of the list at once; what changed since it was listed comes after. */
  open(comment: OfficeComment): void {
    if (this.isBusy) return;
    this.sent = null;
    this.show(comment);
    void this.refresh(comment);
  }

  /** Opens a comment that may not be listed. */
  async read(id: string, act: Act): Promise<void> {
    const comment = await this.run(act, () => this.calls.comment(id));
    if (!comment) return;
    this.sent = null;
    this.show(comment);
  }

  /** Closes the open comment. */
  close(): void {
    this.comment = null;
    this.redraw();
  }

  /** Opens the comment so many rows further on. At the end of what is loaded it loads more. */
  async step(by: 1 | -1): Promise<void> {
    const from = this.comment?.id ?? null;
    const beside = () => this.list.beside(from, by);
    const { unfinished } = this.list;
    if (by === 1 && beside() === null && unfinished) await this.more(unfinished);
    const next = beside();
    if (next) this.open(next);
  }

  /** Approves, hides, assigns, holds or closes the open comment. */
  async change(change: CommentChange, act: Act): Promise<void> {
    const { comment } = this;
    if (!comment) return;
    const why = this.draft.why.trim();
    const body = { ...change, ...(why === "" ? {} : { why }) };
    const changed = await this.run(act, () => this.calls.change(comment, body));
    if (!changed) return;
    this.drafts.write(comment.id, { why: "" });
    this.settle(changed);
  }

  /** Answers the open comment. */
  async answer(): Promise<void> {
    const changed = await this.send("answer");
    if (changed) this.settle(changed);
  }

  /** Answers the open comment, approves it if nobody has decided, and opens the next one without an answer. */
  async answerAndGoOn(): Promise<void> {
    const answered = await this.send("next");
    if (!answered) return;
    this.put(answered);
    const isForThem = answered.decision === null && this.rights.mayDecide(answered);
    const approved = isForThem && (await this.run("next", () => this.calls.change(answered, { state: "approved" })));
    if (approved === null) {
      this.isUnapproved = true;
      this.redraw();
      return;
    }
    const done = approved || answered;
    this.put(done);
    const next = await this.list.findOpen(done.id);
    this.show(next ?? done);
    this.sent = { what: approved ? "sent.approved" : "sent", id: done.id, isLast: next === null };
    this.redraw();
    if (next) void this.refresh(next);
  }

  /** Sends the answer that is written; null if it is not sent. */
  private async send(act: Act): Promise<OfficeComment | null> {
    const { comment, draft } = this;
    if (!comment || this.isBusy) return null;
    const words = draft.words.trim();
    const places = this.templates.placesIn(words);
    if (places.length > 0) {
      const from = draft.words.indexOf(places[0] ?? "");
      this.select = { from, to: from + (places[0]?.length ?? 0) };
      Object.assign(this, { act, fault: { places }, isDone: false });
      this.redraw();
      return null;
    }
    this.wasSentBefore = false;
    const answered = await this.run(act, () => this.calls.answer(comment, { words, is_public: draft.isPublic }));
    const sent = answered ?? this.arrivedBefore(comment, words);
    // What was typed while it was sent stays.
    if (sent && this.drafts.of(comment.id).words.trim() === words)
      this.drafts.write(comment.id, { words: "", isPublic: true });
    return sent;
  }

  /** The comment as it stands now, if this answer had arrived although its receipt had not: it is not sent twice. */
  private arrivedBefore(seen: OfficeComment, words: string): OfficeComment | null {
    const { comment, news } = this;
    if (!news || !comment || !hasAnswer(newReplies(seen, comment), words)) return null;
    Object.assign(this, { news: null, fault: null, wasSentBefore: true });
    return comment;
  }

  /** Shows what a write has made of the open comment. */
  private settle(changed: OfficeComment): void {
    this.news = null;
    this.isDone = true;
    this.put(changed);
    if (this.history.entries) void this.history.load(changed.id);
  }

  private show(comment: OfficeComment): void {
    const isOther = comment.id !== this.comment?.id;
    Object.assign(this, { comment, view: "list", fault: null, isDone: false, news: null, wasSentBefore: false });
    if (isOther) {
      this.history.forget();
      this.form.unit = "";
    }
    // Its receipt had not come, and the page was loaded anew.
    const { words } = this.draft;
    if (words !== "" && hasAnswer(comment.replies, words)) {
      this.drafts.write(comment.id, { words: "", isPublic: true });
      this.wasSentBefore = true;
    }
    this.redraw();
  }

  /** Looks whether a comment has changed since it was listed. Nothing is said if it cannot be read now. */
  private async refresh({ id, version }: OfficeComment): Promise<void> {
    const { data } = await this.calls.comment(id);
    if (data && data.version > version && !this.isBusy) this.put(data);
  }

  /** Puts a newer version of a comment in its place. */
  private put(comment: OfficeComment | null): void {
    if (comment) this.list.replace(comment);
    const isOpen = comment !== null && comment.id === this.comment?.id;
    if (isOpen && comment.version >= (this.comment?.version ?? 0)) this.comment = comment;
    this.redraw();
  }

  private async run<T>(act: Act, call: () => Promise<Called<T>>): Promise<T | null> {
    if (this.isBusy) return null;
    Object.assign(this, { act, isBusy: true, isDone: false, isUnapproved: false, fault: null });
    this.redraw();
    const { data, error } = await call();
    this.isBusy = false;
    if (data !== undefined) return data;
    this.fault = error ?? null;
    const seen = this.comment;
    // Somebody else was faster: their version is shown with what they did, and the draft stays.
    if (error?.comment && seen) {
      this.news = { seen, list: commentNews(seen, error.comment) };
      this.put(error.comment);
    }
    this.redraw();
    return null;
  }
}
