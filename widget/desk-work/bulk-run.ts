import type { CommentChange, OfficeComment } from "../../shared/contract/comment.ts";
import { kindOf } from "../office-ui/office-client.ts";
import type { DeskCalls, DeskProblem } from "./desk-calls.ts";
import type { DeskList } from "./desk-list.ts";

/** What is done with many comments at once. */
export type BulkKind = "approve" | "assign";

/** A comment that could not be changed, and why. */
export type BulkFailure = { readonly comment: OfficeComment; readonly problem: DeskProblem };

/** How far it is, and what could not be done. */
export type BulkCourse = {
  readonly kind: BulkKind;
  readonly all: number;
  readonly done: number;
  readonly failed: readonly BulkFailure[];
  readonly state: "running" | "stopped" | "over";
};

/** After these every further call would fail as well. */
const general: ReadonlySet<string> = new Set(["unreachable", "session-ended", "unauthorized", "scope-missing"]);

/** Changes the selected comments one after the other. What could not be changed stays selected. */
export class BulkRun {
  /** What is being asked about before it begins. */
  asked: BulkKind | null = null;
  unit = "";
  why = "";
  course: BulkCourse | null = null;
  private readonly calls: DeskCalls;
  private readonly list: DeskList;
  private readonly changed: (comment: OfficeComment | null) => void;

  /** @param changed is called with each comment that is another now, and with null for anything else that is new. */
  constructor(calls: DeskCalls, list: DeskList, changed: (comment: OfficeComment | null) => void) {
    this.calls = calls;
    this.list = list;
    this.changed = changed;
  }

  /** Asks before it begins; null takes the question back. */
  ask(asked: BulkKind | null): void {
    this.asked = asked;
    this.changed(null);
  }

  /** Keeps what was chosen for it. */
  fill(given: Partial<Pick<BulkRun, "unit" | "why">>): void {
    Object.assign(this, given);
    this.changed(null);
  }

  /** Stops after the comment that it is at. */
  stop(): void {
    if (this.course) this.course = { ...this.course, state: "stopped" };
    this.changed(null);
  }

  /** Does what was asked about. */
  async run(): Promise<void> {
    const { asked, list } = this;
    if (asked === null) return;
    const chosen = list.chosen;
    const why = this.why.trim();
    const change: CommentChange = {
      ...(asked === "approve" ? { state: "approved" } : { state: "assigned", unit: this.unit }),
      ...(why === "" ? {} : { why }),
    };
    this.asked = null;
    this.course = { kind: asked, all: chosen.length, done: 0, failed: [], state: "running" };
    this.changed(null);
    for (const comment of chosen) {
      if (this.course.state === "stopped") break;
      await this.one(comment, change);
    }
    if (this.course.state === "running") this.course = { ...this.course, state: "over" };
    this.why = "";
    this.changed(null);
  }

  private async one(comment: OfficeComment, change: CommentChange): Promise<void> {
    const { data, error } = await this.calls.change(comment, change);
    const { course } = this;
    if (!course) return;
    if (data) {
      this.list.pick(comment.id, false);
      this.course = { ...course, done: course.done + 1 };
      this.changed(data);
    } else if (error) {
      const state = general.has(kindOf(error)) ? "stopped" : course.state;
      this.course = { ...course, state, failed: [...course.failed, { comment, problem: error }] };
      this.changed(error.comment ?? null);
    }
  }
}
