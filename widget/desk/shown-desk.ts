import { inLanguage, type Language } from "../messages/messages.ts";
import { kindOf } from "../office-ui/office-client.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import type { DeskController, DeskFault } from "./desk-controller.ts";
import type { DeskMessageKey, DeskSay } from "./desk-messages.ts";

/** What the page's templates draw from. */
export type ShownDesk = { readonly say: DeskSay; readonly language: Language; readonly control: DeskController };

const faults: Readonly<Record<string, DeskMessageKey>> = {
  "stale-version": "d.other",
  "state-unfit": "e.unfit",
  invalid: "e.invalid",
  "unknown-comment": "e.unknown",
  "unknown-unit": "e.unknown",
  "not-found": "e.unknown",
};

/** Why something failed. A missing reason and an empty search have their own texts. */
export function faultWords({ say, language }: Pick<ShownDesk, "say" | "language">, fault: DeskFault): string {
  if ("places" in fault) return say("d.answer.places", { places: fault.places.join(", ") });
  const pointers = (fault.errors ?? []).map(({ pointer }) => pointer);
  if (pointers.includes("/why")) return say("e.why");
  if (pointers.includes("/q")) return say("e.q");
  const own = faults[kindOf(fault)];
  return own ? say(own) : problemWords(fault, language);
}

/** What a reason or a service is called; its id where the server did not tell. */
export function nameOf(id: string, { control, language }: ShownDesk): string {
  const name = control.names.textOf(id);
  return name ? inLanguage(name, language) : id;
}

/** The beginning of somebody's words, in at most so many letters. */
export function beginning(words: string, most: number): string {
  const letters = [...words.slice(0, most * 2)];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : words;
}
