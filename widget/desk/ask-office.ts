import type { Result } from "../../shared/result.ts";
import type { DeskMessageKey } from "../messages/desk-messages.ts";
import { askServer, type Refusal } from "../ui/call-server.ts";

/** One call below `/v1/agencies/{agency}`; `version` goes into `If-Match`. */
export type OfficeCall = { readonly line: string; readonly body?: unknown; readonly version?: number };

/** Who asks. The key goes into a header of each call and is not stored. */
export type OfficeHolder = { readonly agency: string; readonly key: string };

/** Calls an operation of an agency. The answer is as the contract says. */
export type AskOffice = <T>(holder: OfficeHolder, call: OfficeCall) => Promise<Result<T, Refusal>>;

/** Makes a function that calls an agency's operations by `fetch`. */
export function askOffice(fetch: typeof globalThis.fetch, server: string): AskOffice {
  const ask = askServer(fetch, server);
  return ({ agency, key }, { line, ...rest }) => {
    const [method, path = ""] = line.split(" ");
    return ask({ ...rest, key, line: `${method} /v1/agencies/${encodeURIComponent(agency)}${path}` });
  };
}

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

/** What the desk says of a refusal. A missing reason and an empty search have their own texts. */
export function deskFault({ kind, pointers }: Refusal): DeskMessageKey {
  if (pointers.includes("/why")) return "e.why";
  return pointers.includes("/q") ? "e.q" : (faults[kind] ?? "e.other");
}
