import type { VersionedForm } from "../../shared/contract/form.ts";
import type { FormDraft } from "../form-draft/form-draft.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import type { LoadedForms, SavedVersion } from "./load-forms.ts";

/** Where drafts of forms are kept, and of which agency. */
export type DraftMemory = Pick<OfficeDeps, "drafts" | "agency">;

function keyOf(agency: string, form: string): string {
  return `form:${agency}:${form}`;
}

/** The draft of a form that this browser has; null without one, or if it cannot be read. */
function readDraft({ drafts, agency }: DraftMemory, form: string): FormDraft | null {
  try {
    const draft = JSON.parse(drafts?.getItem(keyOf(agency, form)) ?? "null") as FormDraft | null;
    return draft && Array.isArray(draft.form.questions) && draft.form.id === form && draft.from >= 0 ? draft : null;
  } catch {
    return null;
  }
}

/** The draft of a form that nobody has changed yet. */
export function draftOf(saved: VersionedForm | SavedVersion): FormDraft {
  const { version, created_at: _, ...form } = saved as SavedVersion;
  return { form, from: version };
}

/** The draft that a form is opened with: the one that this browser has, else what is saved; null if there is neither. */
export function openedDraft(memory: DraftMemory, id: string, { forms }: LoadedForms): FormDraft | null {
  const newest = forms.find((form) => form.id === id);
  return readDraft(memory, id) ?? (newest ? draftOf(newest) : null);
}

/** Keeps a draft. Returns false if this browser does not. */
export function keepDraft({ drafts, agency }: DraftMemory, draft: FormDraft): boolean {
  try {
    drafts?.setItem(keyOf(agency, draft.form.id), JSON.stringify(draft));
    return drafts !== null;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function forgetDraft({ drafts, agency }: DraftMemory, form: string): void {
  drafts?.removeItem(keyOf(agency, form));
}

/** Ids of the forms that have drafts here. */
export function draftedForms({ drafts, agency }: DraftMemory): string[] {
  const start = keyOf(agency, "");
  const keys = Array.from({ length: drafts?.length ?? 0 }, (_, place) => drafts?.key(place) ?? "");
  return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
