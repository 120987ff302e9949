import { maskWords, redact } from "../../shared/redaction/redact.ts";

/** Kinds that are masked in a page's name. Words joined by hyphens, as in `/khai-sinh-2026`, would mislead the rules of the others. */
const kinds: ReadonlySet<string> = new Set(["id-number", "phone", "email", "bank-account", "dossier"]);

/** Numbers as long as a citizen's, an old identity card's or a telephone's, whatever stands beside them. */
const numbers = /(?<!\d)(?:(\d{12}|\d{9})|(?:0|\+?84)[235789]\d{8,9})(?!\d)/g;

/** An id made by a machine, whose parts may be digits alone. */
const uuid = /([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})/i;

/** Fewest digits of anything that is masked. */
const leastDigits = 9;

/**
 * A page's name without personal data: with masks in place of citizen and telephone numbers, e-mail addresses, accounts and
 * codes of dossiers, also where they are percent-encoded. A name without any stays as it is. Masking once more changes nothing.
 */
export function maskPage(page: string): string {
  if (!/[%@]|[^\0-\x7f]/.test(page) && page.replace(/\D/g, "").length < leastDigits) return page;
  const plain = decoded(page);
  const shown = plain
    .split(uuid)
    .map((piece, place) => (place % 2 === 1 ? piece : maskPiece(piece)))
    .join("");
  return shown === plain ? page : shown;
}

function maskPiece(piece: string): string {
  let shown = "";
  let end = 0;
  for (const { kind, from, to } of redact(piece).found) {
    if (!kinds.has(kind)) continue;
    shown += piece.slice(end, from) + maskWords[kind];
    end = to;
  }
  return (shown + piece.slice(end)).replace(numbers, (_, isNumber) =>
    isNumber === undefined ? maskWords.phone : maskWords["id-number"],
  );
}

/** Most times that a name may be encoded over and over. */
const mostRounds = 3;

/** What stays undecoded after that is no text. */
function decoded(page: string): string {
  let plain = page;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = plain.replace(/(?:%[\da-f]{2})+/gi, (bytes) => decodedBytes(bytes));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

function decodedBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
