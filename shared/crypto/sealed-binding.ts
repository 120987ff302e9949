/** The `info` of RFC 9180 §5.1. It names this application, so a text that another one sealed does not open here. */
export const sealedInfo = "citizen-feedback sealed 1";

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
