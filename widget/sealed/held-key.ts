import type { SealedDoor } from "../../shared/contract/sealed.ts";
import { checkCharacter, codeAlphabet, isChecked } from "../../shared/encodings/check-character.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { bytesOf, fingerprintOf, toBase64url, utf8 } from "./bytes.ts";
import { open, pointOf, privateKeyOf, publicKeyAt, type SealDeps, scalarOf, seal } from "./sealing.ts";
import { nonceBytes } from "./talk-code.ts";

/** The recipient's key as it was opened, and its fingerprint. */
export type HeldKey = { readonly pair: CryptoKeyPair; readonly fingerprint: string };

/** What a recipient opens their key with: its file and passphrase, or the recovery code if it is given. */
export type KeyInput = { readonly file: string; readonly passphrase: string; readonly recovery: string };

/** Why a key does not open. */
export type KeyFault = KeyFileFault | "bad-recovery-code" | "unknown-key";

/** Opens the recipient's key on this machine; `door` names the keys that a recovery code may belong to. */
export async function heldKey(
  { file, passphrase, recovery }: KeyInput,
  door: SealedDoor,
  subtle: SubtleCrypto,
): Promise<Result<HeldKey, KeyFault>> {
  if (recovery.trim() !== "") return recoveredKey(recovery, door);
  const pair = await openKeyFile(file, passphrase, { subtle });
  if (!pair.ok) return pair;
  const fingerprint = await fingerprintOf(await pointOf(pair.value.publicKey), subtle);
  return ok({ pair: pair.value, fingerprint });
}

/** Finds the public key of a private one by trial, since not every browser can compute it. */
async function recoveredKey(recovery: string, { recipient, former }: SealedDoor): Promise<Result<HeldKey, KeyFault>> {
  const scalar = readRecoveryCode(recovery);
  if (scalar === null) return fail("bad-recovery-code");
  const privateKey = await privateKeyOf(scalar).catch(() => null);
  if (privateKey === null) return fail("bad-recovery-code");
  for (const key of [...(recipient ? [recipient] : []), ...former]) {
    const publicKey = await publicKeyAt(bytesOf(key.public_key));
    const pair = { privateKey, publicKey };
    const place = { agency: "", talk: "", sender: "copy", number: 0 } as const;
    const sealed = await seal("", { place, from: pair, to: publicKey });
    const opened = sealed && (await open(sealed, { place, by: pair, from: publicKey }));
    if (opened !== null) return ok({ pair, fingerprint: key.fingerprint });
  }
  return fail("unknown-key");
}

/** Rounds of PBKDF2 with SHA-256: more than the 600,000 that OWASP asks for. */
const rounds = 1_000_000;
/** Fewest characters of a passphrase. */
export const fewestCharacters = 12;
const saltBytes = 16;

/** A private key under a passphrase, as its file has it; bytes in base64url. */
export type KeyFile = {
  readonly kind: "citizen-feedback-sealed-key";
  readonly version: 1;
  readonly name: string;
  readonly public_key: string;
  readonly kdf: { readonly name: "PBKDF2"; readonly hash: "SHA-256"; readonly rounds: number; readonly salt: string };
  readonly nonce: string;
  /** The key's number, 32 bytes, under AES-256-GCM. */
  readonly private_key: string;
};

/** A key and what it is kept under. */
export type KeptKey = { readonly pair: CryptoKeyPair; readonly name: string; readonly passphrase: string };

/** Puts a key pair under a passphrase. */
export async function makeKeyFile({ pair, name, passphrase }: KeptKey, { subtle, random }: SealDeps): Promise<KeyFile> {
  const salt = random(saltBytes);
  const nonce = random(nonceBytes);
  const publicKey = toBase64url(await pointOf(pair.publicKey));
  const key = await passphraseKey(passphrase, { salt, rounds }, subtle);
  const parameters = { name: "AES-GCM", iv: nonce, additionalData: utf8(publicKey) };
  const sealed = await subtle.encrypt(parameters, key, await scalarOf(pair.privateKey));
  return {
    kind: "citizen-feedback-sealed-key",
    version: 1,
    name,
    public_key: publicKey,
    kdf: { name: "PBKDF2", hash: "SHA-256", rounds, salt: toBase64url(salt) },
    nonce: toBase64url(nonce),
    private_key: toBase64url(new Uint8Array(sealed)),
  };
}

/** Why a key file does not open. */
export type KeyFileFault = "no-key-file" | "wrong-passphrase";

/** The key pair in a file's text. */
export async function openKeyFile(
  text: string,
  passphrase: string,
  { subtle }: Pick<SealDeps, "subtle">,
): Promise<Result<CryptoKeyPair, KeyFileFault>> {
  const file = readKeyFile(text);
  if (file === null) return fail("no-key-file");
  try {
    const key = await passphraseKey(passphrase, { ...file.kdf, salt: bytesOf(file.kdf.salt) }, subtle);
    const parameters = { name: "AES-GCM", iv: bytesOf(file.nonce), additionalData: utf8(file.public_key) };
    const scalar = new Uint8Array(await subtle.decrypt(parameters, key, bytesOf(file.private_key)));
    return ok({ privateKey: await privateKeyOf(scalar), publicKey: await publicKeyAt(bytesOf(file.public_key)) });
  } catch {
    return fail("wrong-passphrase");
  }
}

function readKeyFile(text: string): KeyFile | null {
  try {
    const file = JSON.parse(text) as KeyFile;
    return file.kind === "citizen-feedback-sealed-key" && file.version === 1 ? file : null;
  } catch {
    return null;
  }
}

/** Keyboards write the same Vietnamese letter in more than one way; NFKC makes them one. */
async function passphraseKey(
  passphrase: string,
  { salt, rounds: iterations }: { readonly salt: Uint8Array<ArrayBuffer>; readonly rounds: number },
  subtle: SubtleCrypto,
): Promise<CryptoKey> {
  const secret = await subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return subtle.deriveKey(derivation, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const lines = 4;
const lineCharacters = 13;

/** A private key of 32 bytes for paper: four lines of 13 characters of 5 bits, each with a check character. */
export function recoveryCode(scalar: Uint8Array): string[] {
  let bits = [...scalar].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  bits = bits.padEnd(lines * lineCharacters * 5, "0");
  const characters = (bits.match(/.{5}/g) ?? []).map((five) => codeAlphabet.charAt(Number.parseInt(five, 2))).join("");
  return (characters.match(/.{13}/g) ?? []).map((line) => (line + checkCharacter(line)).replace(/(.{4})(?=.)/g, "$1 "));
}

/** The private key that was written down; null if a line is missing or has a mistake. */
export function readRecoveryCode(typed: string): Uint8Array<ArrayBuffer> | null {
  const characters = typed.toUpperCase().replace(/[\s-]+/g, "");
  const found = characters.match(/.{1,14}/g) ?? [];
  if (found.length !== lines || !found.every((line) => line.length === lineCharacters + 1 && isChecked(line)))
    return null;
  const bits = found
    .flatMap((line) => [...line.slice(0, -1)])
    .map((character) => codeAlphabet.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from(bits.slice(0, 256).match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
