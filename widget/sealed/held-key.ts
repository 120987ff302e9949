import type { SealedDoor } from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { fromBase64url } from "./base64url.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type KeyFileFault, openKeyFile } from "./key-file.ts";
import type { HeldKey } from "./open-recipients-talk.ts";
import { readRecoveryCode } from "./recovery-code.ts";
import { open, pointOf, privateKeyOf, publicKeyAt, seal } from "./sealing.ts";

/** What a recipient opens their key with: its file and passphrase, or the recovery code where that is given. */
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

/** A private key alone does not say in every browser which public key is its own: it is the one that it opens for. */
async function recoveredKey(recovery: string, { recipient, former }: SealedDoor): Promise<Result<HeldKey, KeyFault>> {
  const scalar = readRecoveryCode(recovery);
  if (scalar === null) return fail("bad-recovery-code");
  const privateKey = await privateKeyOf(scalar).catch(() => null);
  if (privateKey === null) return fail("bad-recovery-code");
  for (const key of [...(recipient ? [recipient] : []), ...former]) {
    const publicKey = await publicKeyAt(fromBase64url(key.public_key) ?? new Uint8Array());
    const pair = { privateKey, publicKey };
    const place = { agency: "", talk: "", sender: "copy", number: 0 } as const;
    const sealed = await seal("", { place, from: pair, to: publicKey });
    const opened = sealed && (await open(sealed, { place, by: pair, from: publicKey }));
    if (opened !== null) return ok({ pair, fingerprint: key.fingerprint });
  }
  return fail("unknown-key");
}
