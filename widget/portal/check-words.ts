import type { MaskKind } from "../../shared/contract/comment.ts";
import { recogniseLegacy } from "../../shared/encodings/recognise-legacy.ts";
import { redact } from "../../shared/redaction/redact.ts";

/** What there is to ask about words before they are sent. */
export type CheckedWords = {
  /** The same in Unicode, where they were pasted in an old font; else null. */
  readonly converted: string | null;
  /** Kinds of personal data that the server would mask, each once, in order. */
  readonly kinds: readonly MaskKind[];
  /** What the server would keep. */
  readonly kept: string;
};

/** Looks at words by the server's own rules. Nothing found means only that nothing was recognised. */
export function checkWords(text: string): CheckedWords {
  const legacy = recogniseLegacy(text);
  const { words, found } = redact(text);
  return { converted: legacy?.converted ?? null, kinds: [...new Set(found.map(({ kind }) => kind))], kept: words };
}
