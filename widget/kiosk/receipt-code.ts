/** What a QR code on a receipt tells. */
export type ReceiptCode = { readonly service: string; readonly dossier: string };

const dossierPattern = /[A-Z]\d{2}(?:\.\d{1,4})*-\d{6}-\d{3,8}/;

/**
 * Finds the dossier's code (`H20.20.4-241124-0001`) and one of the offered services (`1.004227`) in a scanned text, be it
 * a plain code or an address. Empty where there is none; undefined where there is neither.
 */
export function receiptCode(text: string, offered: readonly string[]): ReceiptCode | undefined {
  const dossier = dossierPattern.exec(text)?.[0] ?? "";
  const words = text.split(/[^A-Za-z0-9._-]+/);
  const service = offered.find((id) => words.some((word) => word === id || word.startsWith(`${id}.`))) ?? "";
  return dossier || service ? { service, dossier } : undefined;
}
