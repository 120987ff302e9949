import type { SealedMessageKey } from "../messages/sealed-vi.ts";
import type { CallFault } from "../ui/call-server.ts";

const faults: Readonly<Record<CallFault, SealedMessageKey>> = {
  unauthorized: "o.unauthorized",
  "key-expired": "o.expired",
  "scope-missing": "o.scope",
  "outside-subtree": "o.scope",
  "other-agency": "o.scope",
  unreachable: "o.unreachable",
  "unknown-agency": "e.unknown",
};

/** What the office's page says where a call failed. */
export function officeFault(failure: CallFault): SealedMessageKey {
  return faults[failure] ?? "o.other";
}
