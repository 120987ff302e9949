import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import type { KioskSay } from "../messages/pick-kiosk-messages.ts";

/** A keyboard on the screen. A pressed key is told by what it writes; `erase` and `shift` by their names. */
export type Keyboard = {
  readonly say: KioskSay;
  /** Rows of keys. */
  readonly rows: readonly (readonly string[])[];
  readonly isCapital: boolean;
  readonly pressed: (key: string) => void;
};

/** Keys that write nothing by themselves. */
export const shiftKey = "shift";
/** See {@link shiftKey}. */
export const eraseKeyName = "erase";
/** Before the Telex key of a tone that is pressed as a mark: it never stands as a letter. */
export const toneKey = "tone-";

// Telex's keys for tones, and the marks that they stand for.
const toneMarks: Readonly<Record<string, string>> = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const letters = [..."qwertyuiop", "\n", ..."asdfghjkl", "\n", shiftKey, ..."zxcvbnm", eraseKeyName];

function rowsOf(keys: readonly string[]): string[][] {
  const rows: string[][] = [[]];
  for (const key of keys) key === "\n" ? rows.push([]) : rows[rows.length - 1]?.push(key);
  return rows;
}

/** Rows for a comment; in Vietnamese with a row of its letters and tones for who does not know Telex. */
export function commentRows(isVietnamese: boolean): string[][] {
  return [
    ...(isVietnamese ? [[..."ăâđêôơư", ...Object.keys(toneMarks).map((tone) => toneKey + tone)]] : []),
    [..."1234567890"],
    ...rowsOf(letters),
    [",", ".", "?", " ", "-", "/", "\n"],
  ];
}

/** Rows for codes, which have capitals and digits only. */
export const codeRows: readonly (readonly string[])[] = [
  [..."1234567890"],
  [..."QWERTYUIOP"],
  [..."ASDFGHJKL"],
  [..."ZXCVBNM", eraseKeyName],
];

/** Rows for a PIN. */
export const pinRows: readonly (readonly string[])[] = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
  ["0", eraseKeyName],
];

/** Keys in rows. They leave the focus where it is, so that the cursor stays in its field. */
export function keyboard({ say, rows, isCapital, pressed }: Keyboard): TemplateResult {
  return html`<div
    class="keyboard"
    role="group"
    aria-label=${say("x.keyboard")}
    @mousedown=${(event: Event) => event.preventDefault()}
  >
    ${rows.map(
      (row) => html`<div class="keys">
        ${row.map((key) => {
          const { face, label, writes } = keyOf(key, say, isCapital);
          const isWide = key === " " ? "wide" : "";
          return html`<button
            type="button"
            data-key
            class=${isWide}
            aria-label=${label}
            aria-pressed=${key === shiftKey ? isCapital : nothing}
            @press=${() => pressed(writes)}
          >
            ${face}
          </button>`;
        })}
      </div>`,
    )}
  </div>`;
}

type Key = { readonly face: string; readonly label: string; readonly writes: string };

function keyOf(key: string, say: KioskSay, isCapital: boolean): Key {
  const named: Readonly<Record<string, readonly [face: string, label: string]>> = {
    [shiftKey]: ["⇧", say("x.shift")],
    [eraseKeyName]: ["⌫", say("x.erase")],
    " ": ["␣", say("x.space")],
    "\n": ["↵", say("x.line")],
  };
  if (key.startsWith(toneKey)) {
    const tone = key.slice(toneKey.length);
    return { face: `\u25cc${toneMarks[tone]}`, label: say(`x.${tone}` as "x.s"), writes: key };
  }
  const letter = isCapital ? key.toUpperCase() : key;
  const [face, label] = named[key] ?? [letter, letter];
  return { face, label, writes: named[key] ? key : letter };
}
