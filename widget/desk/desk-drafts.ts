/** What somebody has typed about a comment and not sent. */
export type Draft = { readonly words: string; readonly why: string; readonly isPublic: boolean };

/** Where drafts are kept: a tab's session storage. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

type Kept = { readonly agency: string; readonly drafts: Readonly<Record<string, Draft>> };

const noDraft: Draft = { words: "", why: "", isPublic: true };
const place = "desk-drafts";

/**
 * Half-written answers of one agency, by comment. They survive a reload of the page and end when they are sent or the desk
 * is left. Without storage they last as long as the page.
 */
export class DeskDrafts {
  private kept: Kept = { agency: "", drafts: {} };
  private readonly storage: DraftStorage | null;

  constructor(storage: DraftStorage | null) {
    this.storage = storage;
  }

  /** Takes up what this tab kept for an agency. Drafts of another agency are deleted. */
  open(agency: string): void {
    const kept = this.stored();
    this.kept = kept?.agency === agency ? kept : { agency, drafts: {} };
    this.save();
  }

  /** The draft about a comment; an empty one if there is none. */
  of(id: string): Draft {
    return this.kept.drafts[id] ?? noDraft;
  }

  /** Whether there is a draft about a comment. */
  has(id: string): boolean {
    return id in this.kept.drafts;
  }

  /** Number of comments with a draft. */
  get count(): number {
    return Object.keys(this.kept.drafts).length;
  }

  /** Changes the draft about a comment. A draft without any words is deleted. */
  write(id: string, given: Partial<Draft>): void {
    const { [id]: before = noDraft, ...others } = this.kept.drafts;
    const draft = { ...before, ...given };
    const isEmpty = draft.words === "" && draft.why === "" && draft.isPublic;
    this.kept = { ...this.kept, drafts: isEmpty ? others : { ...others, [id]: draft } };
    this.save();
  }

  /** Deletes all drafts. */
  clear(): void {
    this.kept = { agency: "", drafts: {} };
    this.save();
  }

  private stored(): Kept | null {
    try {
      return JSON.parse(this.storage?.getItem(place) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }

  private save(): void {
    try {
      if (this.count === 0) this.storage?.removeItem(place);
      else this.storage?.setItem(place, JSON.stringify(this.kept));
    } catch {
      // The storage is full or blocked: the drafts last as long as the page.
    }
  }
}
