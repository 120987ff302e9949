/** What a person tells in a report; any may be empty but the first. */
export type ReportText = { readonly happened: string; readonly where: string; readonly contact: string };

/** What is said in a talk: a report first, then texts. */
export type SealedText = ReportText | { readonly text: string };

/** What is sealed: JSON, in NFC. */
export function writeSealedText(said: SealedText): string {
  return JSON.stringify(said).normalize("NFC");
}

/** What was sealed; null where it is of another shape, as only a page other than ours would make it. */
export function readSealedText(opened: string): SealedText | null {
  try {
    const { happened, where, contact, text } = JSON.parse(opened) as Readonly<Record<string, unknown>>;
    if (typeof text === "string") return { text };
    const isReport = typeof happened === "string" && typeof where === "string" && typeof contact === "string";
    return isReport ? { happened, where, contact } : null;
  } catch {
    return null;
  }
}
