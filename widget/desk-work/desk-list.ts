import type { CommentState, OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Called, CommentsQuery, DeskCalls } from "./desk-calls.ts";

/** Which comments the list has. `open`: those without an answer. */
export type DeskFilter = {
  readonly state: CommentState | "open" | "all";
  readonly unit: string;
  readonly q: string;
  readonly lateOnly: boolean;
};

/** Comments of one kind in the list: those loaded so far, and the cursor of the rest. */
export type DeskSection = { readonly rows: readonly OfficeComment[]; readonly cursor: string | null };

/** Overdue comments, and the others. */
export type SectionKind = "late" | "rest";

const nothing: DeskSection = { rows: [], cursor: null };
const openStates: readonly CommentState[] = ["received", "held", "approved", "hidden", "assigned"];
const perPage = "30";

/** Whether a comment waits for an answer. */
export function isOpen({ state, not_a_comment, words }: OfficeComment): boolean {
  return openStates.includes(state) && not_a_comment === null && words !== null;
}

/** The comments that are listed, overdue ones first, and those that are selected. */
export class DeskList {
  filter: DeskFilter = { state: "open", unit: "", q: "", lateOnly: false };
  late: DeskSection = nothing;
  rest: DeskSection = nothing;
  /** Ids of the selected comments. */
  readonly picked: Set<string> = new Set();
  private readonly calls: Pick<DeskCalls, "comments">;

  constructor(calls: Pick<DeskCalls, "comments">) {
    this.calls = calls;
  }

  /** The comments as they stand on the page. */
  get rows(): readonly OfficeComment[] {
    return [...this.late.rows, ...this.rest.rows];
  }

  /** The selected comments as they stand on the page. */
  get chosen(): readonly OfficeComment[] {
    return this.rows.filter(({ id }) => this.picked.has(id));
  }

  /** The section that has more comments, the overdue ones first; null where all are loaded. */
  get unfinished(): SectionKind | null {
    if (this.late.cursor !== null) return "late";
    return this.rest.cursor === null ? null : "rest";
  }

  /** Lists anew by the filter, overdue comments first. A comment that is no longer listed is not selected either. */
  async load(): Promise<Called<true>> {
    const kinds = (["late", "rest"] as const).filter((kind) => kind === "late" || !this.filter.lateOnly);
    const pages = await Promise.all(kinds.map((kind) => this.calls.comments(this.query(kind, null))));
    const failed = pages.find(({ error }) => error);
    if (failed?.error) return { error: failed.error };
    this.late = sectionOf(pages[0]?.data);
    this.rest = sectionOf(pages[1]?.data);
    const listed = new Set(this.rows.map(({ id }) => id));
    for (const id of this.picked) if (!listed.has(id)) this.picked.delete(id);
    return { data: true };
  }

  /** Adds the next page of a section. */
  async more(kind: SectionKind): Promise<Called<true>> {
    const { data, error } = await this.calls.comments(this.query(kind, this[kind].cursor));
    if (!data) return error ? { error } : {};
    const { rows, cursor } = sectionOf(data);
    this[kind] = { rows: [...this[kind].rows, ...rows], cursor };
    return { data: true };
  }

  /** Puts a changed comment in its place, so that the list does not jump. */
  replace(comment: OfficeComment): void {
    const replaced = (row: OfficeComment): OfficeComment => (row.id === comment.id ? comment : row);
    this.late = { ...this.late, rows: this.late.rows.map(replaced) };
    this.rest = { ...this.rest, rows: this.rest.rows.map(replaced) };
  }

  /** The comment so many rows further on; the first where none is open; null behind an end. */
  beside(id: string | null, step: 1 | -1): OfficeComment | null {
    const { rows } = this;
    const place = rows.findIndex((row) => row.id === id);
    if (place === -1) return rows[0] ?? null;
    return rows[place + step] ?? null;
  }

  /** The next comment without an answer: below, else from the top, else among those that are not loaded yet; null for none. */
  async findOpen(id: string): Promise<OfficeComment | null> {
    for (;;) {
      const found = this.nextOpen(id);
      const kind = found ? null : this.unfinished;
      if (kind === null || !(await this.more(kind)).data) return found;
    }
  }

  private nextOpen(id: string): OfficeComment | null {
    const { rows } = this;
    const place = rows.findIndex((row) => row.id === id);
    return [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))].find(isOpen) ?? null;
  }

  /** Selects a comment, or no longer. */
  pick(id: string, isPicked: boolean): void {
    if (isPicked) this.picked.add(id);
    else this.picked.delete(id);
  }

  /** Selects all that are listed, or none. */
  pickAll(isPicked: boolean): void {
    this.picked.clear();
    if (isPicked) for (const { id } of this.rows) this.picked.add(id);
  }

  private query(kind: SectionKind, cursor: string | null): CommentsQuery {
    const { state, unit, q } = this.filter;
    const states = state === "open" ? openStates.join(",") : state;
    return {
      ...{ overdue: kind === "late" ? "true" : "false", limit: perPage },
      ...(state === "all" ? {} : { state: states }),
      // Answered comments have no deadline left: the newest come first.
      ...(state === "open" ? { order: "due" } : {}),
      ...(unit === "" ? {} : { unit }),
      ...(q.trim() === "" ? {} : { q: q.trim() }),
      ...(cursor === null ? {} : { cursor }),
    };
  }
}

function sectionOf(page: Page<OfficeComment> | undefined): DeskSection {
  return page ? { rows: page.data, cursor: page.meta.next_cursor } : nothing;
}
