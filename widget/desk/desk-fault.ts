import type { DeskMessageKey } from "../messages/desk-vi.ts";
import type { OfficeFault } from "./ask-office.ts";

const faults: Readonly<Record<string, DeskMessageKey>> = {
  unauthorized: "e.unauthorized",
  "other-agency": "e.unauthorized",
  "unknown-agency": "e.unknown",
  "unknown-comment": "e.unknown",
  "unknown-unit": "e.unknown",
  "not-found": "e.unknown",
  "scope-missing": "e.scope",
  "outside-subtree": "e.scope",
  "stale-version": "e.changed",
  "state-unfit": "e.unfit",
  invalid: "e.invalid",
  unreachable: "e.unreachable",
  "rate-limited": "e.many",
  unavailable: "e.many",
};

/** What the page says of a refusal. */
export function deskFault({ kind, pointers }: OfficeFault): DeskMessageKey {
  return pointers.includes("/why") ? "e.why" : (faults[kind] ?? "e.other");
}
