import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** What somebody has typed about a comment and not sent. */
export type Draft = { readonly words: string; readonly why: string; readonly isPublic: boolean };

/** Where somebody's drafts are kept, and the time in milliseconds since 1970. */
export type DraftDeps = { readonly storage: OfficeDeps["drafts"]; readonly nowMs: () => number };

type Kept = Draft & { readonly atMs: number };

const noDraft: Draft = { words: "", why: "", isPublic: true };
const prefix = "desk-draft/";
const longestMs = 24 * 60 * 60 * 1000;

/**
 * Somebody's half-written answers, by comment. They survive a reload, a closed tab and the end of the session, for a day after they
 * were last written. The storage is one person's at one agency. Without storage they last as long as the page.
 */
export class DeskDrafts {
  private readonly kept = new Map<string, Kept>();
  private readonly deps: DraftDeps;
  private dropped: { readonly id: string; readonly draft: Draft } | null = null;

  constructor(deps: DraftDeps) {
    this.deps = deps;
    for (const { name, kept } of this.stored()) {
      if (kept === null || deps.nowMs() - kept.atMs > longestMs) this.remove(name);
      else this.kept.set(name.slice(prefix.length), kept);
    }
  }

  /** The draft about a comment; an empty one if there is none. */
  of(id: string): Draft {
    return this.kept.get(id) ?? noDraft;
  }

  /** Whether there is a draft about a comment. */
  has(id: string): boolean {
    return this.kept.has(id);
  }

  /** Number of comments with a draft. */
  get count(): number {
    return this.kept.size;
  }

  /** Changes the draft about a comment. A draft without any words is deleted. */
  write(id: string, given: Partial<Draft>): void {
    const { words, why, isPublic } = { ...this.of(id), ...given };
    const kept = { words, why, isPublic, atMs: this.deps.nowMs() };
    if (this.dropped?.id === id) this.dropped = null;
    if (words === "" && why === "" && isPublic) this.forget(id);
    else {
      this.kept.set(id, kept);
      this.store((storage) => storage.setItem(prefix + id, JSON.stringify(kept)));
    }
  }

  /** Discards the draft about a comment; {@link bringBack} undoes it. */
  drop(id: string): void {
    this.dropped = this.has(id) ? { id, draft: this.of(id) } : null;
    this.forget(id);
  }

  /** Whether the draft about a comment was discarded just now. */
  wasDropped(id: string): boolean {
    return this.dropped?.id === id;
  }

  /** Brings the discarded draft back. */
  bringBack(): void {
    if (this.dropped) this.write(this.dropped.id, this.dropped.draft);
  }

  /** Discards all drafts. */
  clear(): void {
    this.dropped = null;
    for (const id of [...this.kept.keys()]) this.forget(id);
  }

  private forget(id: string): void {
    this.kept.delete(id);
    this.remove(prefix + id);
  }

  private stored(): { readonly name: string; readonly kept: Kept | null }[] {
    try {
      const { storage } = this.deps;
      const names = Array.from({ length: storage?.length ?? 0 }, (_, place) => storage?.key(place) ?? "");
      return names
        .filter((name) => name.startsWith(prefix))
        .map((name) => ({ name, kept: keptFrom(storage?.getItem(name) ?? "") }));
    } catch {
      return [];
    }
  }

  private remove(name: string): void {
    this.store((storage) => storage.removeItem(name));
  }

  private store(change: (storage: NonNullable<OfficeDeps["drafts"]>) => void): void {
    try {
      if (this.deps.storage) change(this.deps.storage);
    } catch {
      // The storage is full or blocked: the draft lasts as long as the page.
    }
  }
}

function keptFrom(text: string): Kept | null {
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    const isDraft = typeof kept?.words === "string" && typeof kept.why === "string" && typeof kept.atMs === "number";
    return isDraft ? ({ ...noDraft, ...kept } as Kept) : null;
  } catch {
    return null;
  }
}
