import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { OfficePageId } from "../office-ui/office-page-element.ts";

/** A page, and the state in which it shows what an entry is about. */
export type AuditPlace = { readonly page: OfficePageId; readonly query: Readonly<Record<string, string>> };

/** The page of each kind of entry, and what in its address names one thing. Other kinds have no page. */
const places: Readonly<Record<string, readonly [page: OfficePageId, named?: string]>> = {
  agency: ["settings"],
  "answer-templates": ["comments"],
  calendar: ["settings"],
  comment: ["comments", "id"],
  deadlines: ["settings"],
  device: ["devices", "id"],
  forms: ["forms", "form"],
  key: ["keys"],
  member: ["members"],
  report: ["imports"],
  services: ["services", "q"],
  "set-aside": ["signs"],
  succession: ["units", "unit"],
  touchpoint: ["touchpoints", "id"],
  touchpoints: ["touchpoints", "id"],
  units: ["units", "unit"],
};

/** Kinds of entry on something that is no longer on its page. */
const gone: ReadonlySet<string> = new Set(["key.deleted", "member.removed"]);

/** Where an entry leads; null if there is nothing to see. An entry on several things leads to the page alone. */
export function placeOf({ what, on }: Pick<AuditEntry, "what" | "on">): AuditPlace | null {
  const [page, named] = places[what.split(".")[0] ?? ""] ?? [];
  if (!page || gone.has(what)) return null;
  return { page, query: named && !on.includes(" ") ? { [named]: on } : {} };
}
