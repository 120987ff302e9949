/** The `info` of RFC 9180 §5.1. It names this application, so a text that another one sealed does not open here. */
export const sealedInfo = "citizen-feedback sealed 1";

/** A recipient that follows another one, as the key before signs it. */
export type SealedSuccessor = {
  readonly agency: string;
  /** Its place among all recipients that were ever set, from 1 on: no earlier signature can be used again. */
  readonly number: number;
  /** Fingerprint of the key before, which signs. */
  readonly before: string;
  readonly fingerprint: string;
  readonly name: string;
};

/**
 * Returns the text whose UTF-8 bytes the key before signs, by ECDSA on P-256 with SHA-256. HPKE never signs, and its
 * key schedule begins otherwise, so nothing that is sealed can pass for this text. The name is last, since it alone may
 * have line breaks.
 */
export function successorText({ agency, number, before, fingerprint, name }: SealedSuccessor): string {
  const head = "citizen-feedback sealed recipient 1";
  return `${head}\nagency: ${agency}\nnumber: ${number}\nbefore: ${before}\nfingerprint: ${fingerprint}\nname: ${name}`;
}

/** Where a message stands: its talk, its sender, and its sequence number among the sender's messages. */
export type SealedPlace = {
  readonly agency: string;
  readonly talk: string;
  /**
   * `copy`: the recipient's answer, sealed to the recipient too. Only the person can open the one sealed to the person.
   */
  readonly sender: "person" | "recipient" | "copy";
  readonly number: number;
};

/**
 * Returns the `aad` of RFC 9180 §5.2. It binds a message to its place: moved to another place, the message does not
 * open.
 */
export function sealedBinding({ agency, talk, sender, number }: SealedPlace): string {
  return `${sealedInfo}|${agency}|${talk}|${sender}|${number}`;
}
