/** Names what is sealed by `citizen-feedback`, so that no text sealed for anything else passes: `info` of RFC 9180 §5.1. */
export const sealedInfo = "citizen-feedback sealed 1";

/** Where a message stands: in whose talk, from which side, and as its how manieth. */
export type SealedPlace = {
  readonly agency: string;
  readonly talk: string;
  /** `copy`: what the recipient answered, sealed to themselves, since what is sealed to the person opens for nobody else. */
  readonly sender: "person" | "recipient" | "copy";
  readonly number: number;
};

/** What a message is bound to (`aad` of RFC 9180 §5.2): moved to any other place, it no longer opens. */
export function sealedBinding({ agency, talk, sender, number }: SealedPlace): string {
  return `${sealedInfo}|${agency}|${talk}|${sender}|${number}`;
}
