import type { SealedRecipient } from "../../shared/contract/sealed.ts";
import type { SealedMessageKey } from "../messages/sealed-vi.ts";
import { toBase64url } from "./base64url.ts";
import type { CallServer } from "../ui/call-server.ts";
import { fingerprintBlocks, fingerprintOf } from "./fingerprint.ts";
import { fewestCharacters, makeKeyFile } from "./key-file.ts";
import type { SealPorts } from "./make-report.ts";
import { officeFault } from "./office-fault.ts";
import { recoveryCode } from "./recovery-code.ts";
import { newKeyPair, pointOf, scalarOf } from "./sealing.ts";

/** What makes and sets keys. */
export type KeyMakerPorts = {
  readonly call: CallServer;
  readonly seal: SealPorts;
  /** Hands a text to the person as a file. */
  readonly save: (name: string, text: string) => void;
  readonly print: () => void;
};

/** A key that was made here and is being kept safe. */
export type MadeKey = {
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly file: string;
  readonly recovery: readonly string[];
};

/** Makes a recipient's key. The private one leaves this memory as a file under its passphrase and on paper only. */
export class KeyMakerController {
  name = "";
  passphrase = "";
  again = "";
  agency = "";
  access = "";
  made: MadeKey | null = null;
  fault: SealedMessageKey | null = null;
  refused = "";
  isBusy = false;
  isSaved = false;
  isSet = false;
  private readonly ports: KeyMakerPorts;
  private readonly changed: () => void;

  constructor(ports: KeyMakerPorts, changed: () => void) {
    this.ports = ports;
    this.changed = changed;
  }

  /** Writes down what was typed. */
  fill(typed: Partial<Pick<KeyMakerController, "name" | "passphrase" | "again" | "agency" | "access">>): void {
    Object.assign(this, typed);
  }

  /** Makes a key pair, and its file. */
  async make(): Promise<void> {
    const { name, passphrase, again, isBusy } = this;
    if (isBusy) return;
    if (name.trim() === "") return this.end("k.noname");
    if ([...passphrase].length < fewestCharacters) return this.end("k.short");
    if (passphrase !== again) return this.end("k.differ");
    this.begin();
    const { seal } = this.ports;
    const pair = await newKeyPair();
    const point = await pointOf(pair.publicKey);
    const file = await makeKeyFile({ pair, name: name.trim(), passphrase }, seal);
    this.made = {
      name: name.trim(),
      publicKey: toBase64url(point),
      fingerprint: await fingerprintOf(point, seal.subtle),
      file: `${JSON.stringify(file, null, 2)}\n`,
      recovery: recoveryCode(await scalarOf(pair.privateKey)),
    };
    this.passphrase = "";
    this.again = "";
    this.end(null);
  }

  /** Saves the file. */
  save(): void {
    if (!this.made) return;
    const [first, second] = fingerprintBlocks(this.made.fingerprint).split(" ");
    this.ports.save(`sealed-key-${first}-${second}.json`, this.made.file);
    this.isSaved = true;
    this.changed();
  }

  /** Prints the recovery sheet. */
  print(): void {
    this.ports.print();
  }

  /** Sends the public key and the name, and nothing else. */
  async set(): Promise<void> {
    const { made, agency, access, isBusy } = this;
    if (!made || isBusy) return;
    this.begin();
    const line = `PUT /v1/agencies/${encodeURIComponent(agency.trim())}/sealed-recipient`;
    const body = { name: made.name, public_key: made.publicKey };
    const set = await this.ports.call<{ data: SealedRecipient[] }>({ line, body, key: access });
    this.refused = set.ok ? "" : set.failure;
    this.access = "";
    this.isSet = set.ok;
    this.end(set.ok ? null : officeFault(set.failure));
  }

  private begin(): void {
    this.isBusy = true;
    this.fault = null;
    this.changed();
  }

  private end(fault: SealedMessageKey | null): void {
    this.isBusy = false;
    this.fault = fault;
    this.changed();
  }
}
