import type { DeskMessageKey } from "../messages/desk-messages.ts";
import type { OfficeFault } from "./ask-office.ts";

const faults: Readonly<Record<string, DeskMessageKey>> = {
  unauthorized: "e.unauthorized",
  "key-expired": "e.expired",
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

/** Fields that a refusal may point at, and what is said of them. */
const fields: Readonly<Record<string, DeskMessageKey>> = { "/why": "e.why", "/q": "e.q", "/period": "e.period" };

/** What the page says of a refusal. */
export function deskFault({ kind, pointers }: OfficeFault): DeskMessageKey {
  const field = pointers.find((pointer) => fields[pointer] !== undefined);
  return fields[field ?? ""] ?? faults[kind] ?? "e.other";
}
