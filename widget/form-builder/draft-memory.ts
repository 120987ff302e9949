import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import type { Draft } from "./form-draft.ts";

/** Where drafts of forms are kept, and of which agency. */
export type DraftPlace = Pick<OfficeDeps, "drafts" | "agency">;

function keyOf(agency: string, form: string): string {
  return `form:${agency}:${form}`;
}

/** The draft of a form that this browser has; null without one, or if it cannot be read. */
export function readDraft({ drafts, agency }: DraftPlace, form: string): Draft | null {
  try {
    const draft = JSON.parse(drafts?.getItem(keyOf(agency, form)) ?? "null") as Draft | null;
    return draft && Array.isArray(draft.form.questions) && draft.form.id === form && draft.from >= 0 ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps a draft. Returns false if this browser does not. */
export function keepDraft({ drafts, agency }: DraftPlace, draft: Draft): boolean {
  try {
    drafts?.setItem(keyOf(agency, draft.form.id), JSON.stringify(draft));
    return drafts !== null;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function forgetDraft({ drafts, agency }: DraftPlace, form: string): void {
  drafts?.removeItem(keyOf(agency, form));
}

/** Ids of the forms that have drafts here. */
export function draftedForms({ drafts, agency }: DraftPlace): string[] {
  const start = keyOf(agency, "");
  const keys = Array.from({ length: drafts?.length ?? 0 }, (_, place) => drafts?.key(place) ?? "");
  return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
