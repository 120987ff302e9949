import type { SealedDoor, SealedNaming, SealedRecipient } from "../../shared/contract/sealed.ts";
import { fingerprintBlocks, fingerprintOf, toBase64url } from "./bytes.ts";
import { keyFaults, OfficeController, type OfficeDeps } from "./office-controller.ts";
import { fewestCharacters, heldKey, makeKeyFile, recoveryCode } from "./held-key.ts";
import { newKeyPair, pointOf, scalarOf } from "./sealing.ts";
import { signSuccessor } from "./successors.ts";

/** What makes and sets keys. */
export type KeyMakerDeps = OfficeDeps & {
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

/** Makes a recipient's key. The private one leaves this memory as a file under its passphrase, and on the recovery sheet only. */
export class KeyMakerController extends OfficeController {
  name = "";
  passphrase = "";
  again = "";
  /** Months for which talks are kept, as typed; empty: no change. */
  keep = "";
  made: MadeKey | null = null;
  isFileSaved = false;
  /** Whether the recovery sheet was printed or saved. */
  isSheetKept = false;
  isSet = false;
  /** The agency as everybody sees it, once it is known to have had a key before; that key must sign the new one. */
  door: SealedDoor | null = null;
  /** What the first access key, or the second, has named. */
  named: SealedNaming | null = null;
  private readonly deps: KeyMakerDeps;

  constructor(deps: KeyMakerDeps, changed: () => void) {
    super(deps, changed);
    this.deps = deps;
  }

  /** Whether the key may be used: without file and sheet nobody could ever read the reports again. */
  get isKept(): boolean {
    return this.isFileSaved && this.isSheetKept;
  }

  /** Makes a key pair, and its file. */
  async make(): Promise<void> {
    const { name, passphrase, again, isBusy, seal } = this;
    if (isBusy) return;
    if (name.trim() === "") return this.end("k.noname");
    if ([...passphrase].length < fewestCharacters) return this.end("k.short");
    if (passphrase !== again) return this.end("k.differ");
    this.begin();
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

  /** Saves the key file. */
  saveFile(): void {
    if (!this.made) return;
    this.deps.save(`sealed-key-${this.shortName()}.json`, this.made.file);
    this.isFileSaved = true;
    this.end(null);
  }

  /** Prints the recovery sheet. */
  printSheet(): void {
    this.deps.print();
    this.isSheetKept = true;
    this.end(null);
  }

  /** Saves the recovery sheet as a text, for a machine without a printer. */
  saveSheet(text: string): void {
    this.deps.save(`recovery-sheet-${this.shortName()}.txt`, text);
    this.isSheetKept = true;
    this.end(null);
  }

  /** Sets the key. If the agency had one before, asks for that first. */
  async set(): Promise<void> {
    if (!this.made || this.isBusy) return;
    if (!this.isKept) return this.end("k.first");
    if (this.keep.trim() !== "" && this.keepMonths() === undefined) return this.end("k.badkeep");
    this.isSet = false;
    this.begin();
    const door = await this.call<SealedDoor>("GET sealed-recipient");
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
    const { made, door, isBusy, seal } = this;
    const before = door?.history[0];
    if (!made || !door || !before || isBusy) return;
    if (!this.isKept) return this.end("k.first");
    this.begin();
    const held = await heldKey(this.input, door, seal.subtle);
    if (!held.ok) return this.end(keyFaults[held.failure]);
    if (held.value.fingerprint !== before.fingerprint) return this.end("k.notbefore");
    const { name, fingerprint } = made;
    const [agency, number] = [door.agency.code, door.history.length + 1];
    const successor = { agency, number, before: before.fingerprint, fingerprint, name };
    await this.put(made, await signSuccessor(held.value.pair, successor, seal.subtle));
  }

  /** Names the new key by this access key. The second one to do so announces it. */
  async announce(): Promise<void> {
    const { made, access: key, isBusy } = this;
    if (!made || isBusy) return;
    if (!this.isKept) return this.end("k.first");
    this.begin();
    const body = { name: made.name, public_key: made.publicKey };
    const named = await this.call<SealedNaming>("PUT sealed-recipient/announcement", { body, key });
    this.access = "";
    if (!named.ok) return this.failed(named.failure);
    this.named = named.value;
    this.end(null);
  }

  /** Sends the public key, the name, its signature and the months, and nothing else. */
  private async put({ name, publicKey }: MadeKey, signature?: string): Promise<void> {
    const body = { name, public_key: publicKey, signature, keep_months: this.keepMonths() };
    const set = await this.call<{ data: SealedRecipient[] }>("PUT sealed-recipient", { body, key: this.access });
    this.access = "";
    if (!set.ok) return this.failed(set.failure);
    this.forgetInput();
    this.door = null;
    this.isSet = true;
    this.end(null);
  }

  private keepMonths(): number | undefined {
    const months = Number(this.keep);
    return Number.isInteger(months) && months >= 6 && months <= 120 ? months : undefined;
  }

  /** Beginning of the fingerprint, for file names. */
  private shortName(): string {
    return fingerprintBlocks(this.made?.fingerprint ?? "")
      .slice(0, 11)
      .replace(" ", "-");
  }
}
