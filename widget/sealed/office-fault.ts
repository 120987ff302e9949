import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import type { KeyFault } from "./held-key.ts";

const faults: Readonly<Record<CallFault, SealedMessageKey>> = {
  unauthorized: "o.unauthorized",
  "key-expired": "o.expired",
  "scope-missing": "o.scope",
  "outside-subtree": "o.scope",
  "other-agency": "o.scope",
  unreachable: "o.unreachable",
  "unknown-agency": "e.unknown",
  "recipient-unproved": "o.unproved",
  "second-key-needed": "o.second",
  "announcement-stands": "o.stands",
};

/** What the office's page says where a private key did not open. */
export const keyFaults: Readonly<Record<KeyFault, SealedMessageKey>> = {
  "no-key-file": "l.nofile",
  "wrong-passphrase": "l.wrong",
  "bad-recovery-code": "l.badcode",
  "unknown-key": "l.nokey",
};

/** What the office's page says where a call failed. */
export function officeFault(failure: CallFault): SealedMessageKey {
  return faults[failure] ?? "o.other";
}
