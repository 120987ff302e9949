import type { SealedDoor, SealedNaming, SealedRecipient } from "../../shared/contract/sealed.ts";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import { toBase64url } from "./base64url.ts";
import type { CallFault, CallServer } from "../ui/call-server.ts";
import { fingerprintBlocks, fingerprintOf } from "./fingerprint.ts";
import { heldKey, type KeyInput } from "./held-key.ts";
import { fewestCharacters, makeKeyFile } from "./key-file.ts";
import type { SealPorts } from "./make-report.ts";
import { keyFaults, officeFault } from "./office-fault.ts";
import { recoveryCode } from "./recovery-code.ts";
import { newKeyPair, pointOf, scalarOf } from "./sealing.ts";
import { signSuccessor } from "./sign-successor.ts";

const noInput: KeyInput = { file: "", passphrase: "", recovery: "" };

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
  /** Months for which talks are kept, as typed; empty where that is to stay. */
  keep = "";
  /** What the key before is opened with. */
  before: KeyInput = noInput;
  made: MadeKey | null = null;
  fault: SealedMessageKey | null = null;
  refused = "";
  isBusy = false;
  isSaved = false;
  isSet = false;
  /** The agency as everybody sees it, once it is known to have had a key before; that key must sign the new one. */
  door: SealedDoor | null = null;
  /** What the first access key, or the second, has named. */
  named: SealedNaming | null = null;
  private readonly ports: KeyMakerPorts;
  private readonly changed: () => void;

  constructor(ports: KeyMakerPorts, changed: () => void) {
    this.ports = ports;
    this.changed = changed;
  }

  /** Writes down what was typed. */
  fill(typed: Partial<Pick<KeyMakerController, "name" | "passphrase" | "again" | "agency" | "access" | "keep">>): void {
    Object.assign(this, typed);
  }

  /** Takes a part of what the key before is opened with. */
  give(part: Partial<KeyInput>): void {
    this.before = { ...this.before, ...part };
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

  /** Sets the key. If the agency had one before, asks for that first. */
  async set(): Promise<void> {
    if (!this.made || this.isBusy) return;
    if (this.keep.trim() !== "" && this.keepMonths() === undefined) return this.end("k.badkeep");
    this.begin();
    const door = await this.ports.call<SealedDoor>({ line: `GET ${this.path()}` });
    if (!door.ok) return this.failed(door.failure);
    const [newest] = door.value.history;
    const isSame = newest?.until === null && newest.fingerprint === this.made.fingerprint;
    if (newest && !isSame) {
      this.door = door.value;
      return this.end(null);
    }
    await this.put(this.made);
  }

  /** Signs the new key with the one before, and sets it. */
  async signAndSet(): Promise<void> {
    const { made, door, isBusy } = this;
    const before = door?.history[0];
    if (!made || !door || !before || isBusy) return;
    this.begin();
    const { subtle } = this.ports.seal;
    const held = await heldKey(this.before, door, subtle);
    if (!held.ok) return this.end(keyFaults[held.failure]);
    if (held.value.fingerprint !== before.fingerprint) return this.end("k.notbefore");
    const { name, fingerprint } = made;
    const [agency, number] = [door.agency.code, door.history.length + 1];
    const successor = { agency, number, before: before.fingerprint, fingerprint, name };
    await this.put(made, await signSuccessor(held.value.pair, successor, subtle));
  }

  /** Names the new key by this access key. The second one to do so announces it. */
  async announce(): Promise<void> {
    const { made, access, isBusy } = this;
    if (!made || isBusy) return;
    this.begin();
    const body = { name: made.name, public_key: made.publicKey };
    const line = `PUT ${this.path()}/announcement`;
    const named = await this.ports.call<SealedNaming>({ line, body, key: access });
    this.access = "";
    if (!named.ok) return this.failed(named.failure);
    this.named = named.value;
    this.end(null);
  }

  /** Sends the public key, the name, its signature and the months, and nothing else. */
  private async put({ name, publicKey }: MadeKey, signature?: string): Promise<void> {
    const body = { name, public_key: publicKey, signature, keep_months: this.keepMonths() };
    const line = `PUT ${this.path()}`;
    const set = await this.ports.call<{ data: SealedRecipient[] }>({ line, body, key: this.access });
    this.access = "";
    if (!set.ok) return this.failed(set.failure);
    this.before = noInput;
    this.door = null;
    this.isSet = true;
    this.end(null);
  }

  private keepMonths(): number | undefined {
    const months = Number(this.keep);
    return Number.isInteger(months) && months >= 6 && months <= 120 ? months : undefined;
  }

  private path(): string {
    return `/v1/agencies/${encodeURIComponent(this.agency.trim())}/sealed-recipient`;
  }

  private failed(failure: CallFault): void {
    this.refused = failure;
    this.isSet = false;
    this.end(officeFault(failure));
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
