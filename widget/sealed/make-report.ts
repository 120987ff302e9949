import type { NewSealedMessage, SealedReport } from "../../shared/contract/sealed.ts";
import type { SealedPlace } from "../../shared/crypto/sealed-binding.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type SealedText, writeSealedText } from "./report-text.ts";
import { pointOf, publicKeyAt, seal } from "./sealing.ts";
import { nonceBytes, sealNote } from "./talk-note.ts";
import { proofOf, talkSecrets } from "./talk-secrets.ts";

/** What seals reports. */
export type SealPorts = {
  readonly subtle: SubtleCrypto;
  readonly random: (count: number) => Uint8Array<ArrayBuffer>;
};

/** A report before it is sealed; `recipientKey` is the recipient's point in base64url. */
export type OpenReport = {
  readonly agency: string;
  readonly recipientKey: string;
  readonly code: string;
  readonly text: SealedText;
};

/** The body of `POST /v1/sealed`; null where the text is too long. Throws where the recipient's key is none. */
export async function makeReport(report: OpenReport, { subtle, random }: SealPorts): Promise<SealedReport | null> {
  const { agency, recipientKey, code, text } = report;
  const point = fromBase64url(recipientKey) ?? new Uint8Array();
  const { id, token, keys, noteKey } = await talkSecrets(code, subtle);
  const own = await pointOf(keys.publicKey);
  const place: SealedPlace = { agency, talk: id, sender: "person", number: 1 };
  const message = await makeMessage(text, { place, from: keys, to: await publicKeyAt(point) });
  if (message === null) return null;
  const note = await sealNote({ recipient: point, own }, random(nonceBytes), { key: noteKey, subtle });
  return {
    agency,
    recipient: await fingerprintOf(point, subtle),
    enc: message.enc,
    ciphertext: message.ciphertext,
    talk: { id, public_key: toBase64url(own), proof: await proofOf(token, subtle), note },
  };
}

/** A message of a talk as it travels; null where the text is too long. */
export async function makeMessage(
  text: SealedText,
  sealing: Parameters<typeof seal>[1],
): Promise<NewSealedMessage | null> {
  const sealed = await seal(writeSealedText(text), sealing);
  if (sealed === null) return null;
  const { enc, ciphertext } = sealed;
  return { number: sealing.place.number, enc: toBase64url(enc), ciphertext: toBase64url(ciphertext) };
}
