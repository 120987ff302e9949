import { fail, ok, type Result } from "../../shared/result.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { nonceBytes } from "./talk-note.ts";
import { pointOf, privateKeyOf, publicKeyAt, scalarOf } from "./sealing.ts";

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

/** What makes and opens key files. */
export type KeyFilePorts = {
  readonly subtle: SubtleCrypto;
  readonly random: (count: number) => Uint8Array<ArrayBuffer>;
};

/** A key and what it is kept under. */
export type KeptKey = { readonly pair: CryptoKeyPair; readonly name: string; readonly passphrase: string };

/** Puts a key pair under a passphrase. */
export async function makeKeyFile({ pair, name, passphrase }: KeptKey, ports: KeyFilePorts): Promise<KeyFile> {
  const { subtle, random } = ports;
  const salt = random(saltBytes);
  const nonce = random(nonceBytes);
  const publicKey = toBase64url(await pointOf(pair.publicKey));
  const key = await passphraseKey({ passphrase, salt, rounds, subtle });
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
  { subtle }: Pick<KeyFilePorts, "subtle">,
): Promise<Result<CryptoKeyPair, KeyFileFault>> {
  const read = readKeyFile(text);
  if (read === null) return fail("no-key-file");
  const { salt, nonce, sealed, point, file } = read;
  try {
    const key = await passphraseKey({ passphrase, salt, rounds: file.kdf.rounds, subtle });
    const parameters = { name: "AES-GCM", iv: nonce, additionalData: utf8(file.public_key) };
    const scalar = new Uint8Array(await subtle.decrypt(parameters, key, sealed));
    return ok({ privateKey: await privateKeyOf(scalar), publicKey: await publicKeyAt(point) });
  } catch {
    return fail("wrong-passphrase");
  }
}

type ReadKeyFile = {
  readonly file: KeyFile;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly point: Uint8Array<ArrayBuffer>;
};

function readKeyFile(text: string): ReadKeyFile | null {
  try {
    const file = JSON.parse(text) as KeyFile;
    if (file.kind !== "citizen-feedback-sealed-key" || file.version !== 1) return null;
    const salt = fromBase64url(file.kdf.salt);
    const nonce = fromBase64url(file.nonce);
    const sealed = fromBase64url(file.private_key);
    const point = fromBase64url(file.public_key);
    return salt && nonce && sealed && point ? { file, salt, nonce, sealed, point } : null;
  } catch {
    return null;
  }
}

type Stretching = {
  readonly passphrase: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly subtle: SubtleCrypto;
};

/** Keyboards write the same Vietnamese letter in more than one way; NFKC makes them one. */
async function passphraseKey({ passphrase, salt, rounds: count, subtle }: Stretching): Promise<CryptoKey> {
  const secret = await subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations: count };
  return subtle.deriveKey(derivation, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
