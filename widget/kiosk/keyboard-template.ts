import { html, nothing, type TemplateResult } from "lit/html.js";
import type { KioskSay } from "../messages/kiosk-messages.ts";

/** Keys that write nothing by themselves. `tone` is the prefix of a tone's key: `tone-s`. */
export const keyNames = { shift: "shift", erase: "erase", tone: "tone-" } as const;

/** A keyboard on the screen. `pressed` gets what a key writes, or its name in {@link keyNames}. */
export type Keyboard = {
  readonly say: KioskSay;
  /** Rows of keys. */
  readonly rows: readonly (readonly string[])[];
  readonly isCapital: boolean;
  readonly pressed: (key: string) => void;
};

// Telex's keys for tones, and the marks that they stand for.
const toneMarks: Readonly<Record<string, string>> = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const letters = [..."qwertyuiop", "\n", ..."asdfghjkl", "\n", keyNames.shift, ..."zxcvbnm", keyNames.erase];

function rowsOf(keys: readonly string[]): string[][] {
  const rows: string[][] = [[]];
  for (const key of keys) key === "\n" ? rows.push([]) : rows[rows.length - 1]?.push(key);
  return rows;
}

/** Rows for a comment; in Vietnamese with a row of its letters and tones for people who don't know Telex. */
export function commentRows(isVietnamese: boolean): string[][] {
  return [
    ...(isVietnamese ? [[..."ăâđêôơư", ...Object.keys(toneMarks).map((tone) => keyNames.tone + tone)]] : []),
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
  [..."ZXCVBNM", keyNames.erase],
];

/** Rows for a PIN. */
export const pinRows: readonly (readonly string[])[] = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
  ["0", keyNames.erase],
];

/** Draws keys in rows. They don't take the focus, so that the cursor stays in its field. */
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
          return html`<button
            type="button"
            data-key
            class=${key === " " ? "wide" : key.startsWith(keyNames.tone) ? "tone" : ""}
            aria-label=${label}
            aria-pressed=${key === keyNames.shift ? isCapital : nothing}
            @press=${() => pressed(writes)}
          >
            ${face}
          </button>`;
        })}
      </div>`,
    )}
  </div>`;
}

// Drawn, since system fonts lack their signs.
const drawings: Readonly<Record<string, string>> = {
  [keyNames.shift]: "M12 4l8 9h-4v7H8v-7H4z",
  [keyNames.erase]: "M8 5h13v14H8l-6-7zM11 9l6 6M17 9l-6 6",
  " ": "M4 11v5h16v-5",
  "\n": "M20 5v7H5M10 7l-5 5 5 5",
};

function drawing(key: string): TemplateResult {
  return html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d=${drawings[key]} /></svg>`;
}

type Key = { readonly face: string | TemplateResult; readonly label: string; readonly writes: string };

function keyOf(key: string, say: KioskSay, isCapital: boolean): Key {
  const named: Readonly<Record<string, string>> = {
    [keyNames.shift]: say("x.shift"),
    [keyNames.erase]: say("x.erase"),
    " ": say("x.space"),
    "\n": say("x.line"),
  };
  if (key.startsWith(keyNames.tone)) {
    const tone = key.slice(keyNames.tone.length);
    return { face: `a${toneMarks[tone]}`.normalize("NFC"), label: say(`x.${tone}` as "x.s"), writes: key };
  }
  const label = named[key];
  if (label) return { face: drawing(key), label, writes: key };
  const letter = isCapital ? key.toUpperCase() : key;
  return { face: letter, label: letter, writes: letter };
}
