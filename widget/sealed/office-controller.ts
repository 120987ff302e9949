import type { Result } from "../../shared/result.ts";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import type { CallFault, CallServer, ServerCall } from "../ui/call-server.ts";
import type { KeyFault, KeyInput } from "./held-key.ts";
import type { SealDeps } from "./sealing.ts";

/** What the recipient's page works with. */
export type OfficeDeps = { readonly call: CallServer; readonly seal: SealDeps };

const noInput: KeyInput = { file: "", passphrase: "", recovery: "" };

/** What making a key and reading reports have in common: access key, private key, one call at a time, and its failure. */
export abstract class OfficeController {
  agency = "";
  access = "";
  /** What a private key is opened with. */
  input: KeyInput = noInput;
  fault: SealedMessageKey | null = null;
  /** The server's word for why it refused. */
  refused = "";
  isBusy = false;
  protected readonly seal: SealDeps;
  private readonly callServer: CallServer;
  private readonly changed: () => void;

  constructor({ call, seal }: OfficeDeps, changed: () => void) {
    this.callServer = call;
    this.seal = seal;
    this.changed = changed;
  }

  /** Stores what was typed. */
  fill(typed: Partial<this>): void {
    Object.assign(this, typed);
  }

  /** Stores a part of what a private key is opened with. */
  give(part: Partial<KeyInput>): void {
    this.input = { ...this.input, ...part };
  }

  /** Calls the agency's part of the API; `line` is a method and what follows the agency. */
  protected call<T>(line: string, call: Omit<ServerCall, "line"> = {}): Promise<Result<T, CallFault>> {
    const [method = "", path = ""] = line.split(" ");
    return this.callServer<T>({
      ...call,
      line: `${method} /v1/agencies/${encodeURIComponent(this.agency.trim())}/${path}`,
    });
  }

  protected forgetInput(): void {
    this.input = noInput;
  }

  protected begin(): void {
    this.isBusy = true;
    this.fault = null;
    this.changed();
  }

  protected end(fault: SealedMessageKey | null): void {
    this.isBusy = false;
    this.fault = fault;
    this.changed();
  }

  protected failed(failure: CallFault): void {
    this.refused = failure;
    this.end(faults[failure] ?? "o.other");
  }
}

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

/** What the page says if a private key does not open. */
export const keyFaults: Readonly<Record<KeyFault, SealedMessageKey>> = {
  "no-key-file": "l.nofile",
  "wrong-passphrase": "l.wrong",
  "bad-recovery-code": "l.badcode",
  "unknown-key": "l.nokey",
};
