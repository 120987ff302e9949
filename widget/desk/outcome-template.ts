import { html, type TemplateResult } from "lit/html.js";
import { faultNote } from "../ui/controls-template.ts";
import { deskNews } from "./desk-course-template.ts";
import type { Act, DeskFault } from "./desk-controller.ts";
import type { DeskMessageKey } from "./desk-messages.ts";
import { faultWords, type ShownDesk } from "./shown-desk.ts";

/** Says below a button what came of its act: done, why not, or what somebody else did meanwhile. */
export function outcome(shown: ShownDesk, act: Act, done: DeskMessageKey = "d.done"): TemplateResult {
  const { say, control } = shown;
  const isHere = control.act === act;
  const { comment, news } = control;
  const note =
    isHere && news && comment
      ? html`<div role="alert">${deskNews(shown, comment)}</div>`
      : faultNote(isHere && control.fault ? words(shown, control.fault) : null);
  return html`${note}
    <p role="status" class="done" tabindex="-1">${isHere && control.isDone ? say(done) : ""}</p>`;
}

function words(shown: ShownDesk, fault: DeskFault): string {
  const why = faultWords(shown, fault);
  return shown.control.isUnapproved ? shown.say("d.sent.unapproved", { why }) : why;
}
