import { html, type TemplateResult } from "lit/html.js";
import type { DeskSay } from "../messages/desk-messages.ts";
import { inLanguage, type Language } from "../messages/messages.ts";
import { faultNote } from "../ui/controls-template.ts";
import type { Act, DeskController } from "./desk-controller.ts";

/** What the desk's templates draw from. */
export type ShownDesk = { readonly say: DeskSay; readonly language: Language; readonly control: DeskController };

/** Says below a button what came of its act: done, or why not. */
export function outcome({ say, control }: ShownDesk, act: Act): TemplateResult {
  const isHere = control.act === act;
  return html`${faultNote(isHere && control.fault ? say(control.fault) : null)}
    <p role="status" class="done" tabindex="-1">${isHere && control.isDone ? say("d.done") : ""}</p>`;
}

/** What a reason or a service is called; its id where the server did not tell. */
export function nameOf(id: string, { control, language }: ShownDesk): string {
  const name = control.names.get(id);
  return name ? inLanguage(name, language) : id;
}
