import { html, nothing, type TemplateResult } from "lit/html.js";
import { askDialog } from "../office-ui/office-controls-template.ts";
import { numberWords } from "../messages/messages.ts";
import { actionButton, lineField } from "../ui/controls-template.ts";
import type { BulkCourse } from "../desk-work/desk-controller.ts";
import {
  answeringUnitField,
  beginning,
  faultWords,
  isOutside,
  type ShownDesk,
} from "../desk-words/shown-desk-template.ts";

/** What may be done with the selected comments, how far it is, and what could not be done. */
export function deskBulk(shown: ShownDesk): TemplateResult {
  const { say, control, language } = shown;
  const { list, bulk } = control;
  const n = numberWords(list.picked.size, language, 0);
  const none = (): void => {
    list.pickAll(false);
    control.redraw();
  };
  const isBusy = bulk.course?.state === "running";
  return html`${
    list.picked.size === 0
      ? ""
      : html`<p role="status" class="count">${say("d.picked", { n })}</p>
          <div class="row">
            ${actionButton(say("d.bulk.approve", { n }), { press: () => bulk.ask("approve"), isBusy })}
            ${actionButton(say("d.bulk.assign", { n }), { press: () => bulk.ask("assign"), isBusy })}
            ${actionButton(say("d.pick.none"), { press: none, kind: "plain", isBusy })}
          </div>`
  }
  ${bulk.course ? course(shown, bulk.course) : ""} ${asking(shown, n)}`;
}

function course(shown: ShownDesk, { all, done, failed, state }: BulkCourse): TemplateResult {
  const { say, control } = shown;
  const left = all - done - failed.length;
  return html`<p role="status" class="done" tabindex="-1">
      ${state === "running" ? say("d.bulk.at", { n: done + failed.length, all }) : say("d.bulk.done", { n: done, all })}
      ${state === "stopped" && left > 0 ? say("d.bulk.stopped", { n: left }) : ""}
    </p>
    ${
      state === "running"
        ? html`<progress max=${all} value=${done + failed.length} aria-label=${say("d.bulk")}></progress>
    ${actionButton(say("d.bulk.stop"), { press: () => control.bulk.stop() })}`
        : ""
    }
    ${
      failed.length === 0
        ? ""
        : html`<div role="alert" class="fault">
            <p>${say("d.bulk.failed", { n: failed.length })}</p>
            <ul>
              ${failed.map(
                ({ comment, problem }) =>
                  html`<li><span dir="auto">${beginning(comment.words ?? "", 60)}</span>: ${faultWords(shown, problem)}</li>`,
              )}
            </ul>
          </div>`
    }`;
}

/** Asks before it begins: which unit, and why. */
function asking(shown: ShownDesk, n: string): TemplateResult | typeof nothing {
  const { say, control, language } = shown;
  const { bulk } = control;
  const { asked, unit, why } = bulk;
  if (asked === null) return nothing;
  const title = say(`d.bulk.${asked}`, { n });
  const ask = say(`d.bulk.${asked}.ask`, { n });
  const chosen = (code: string): void => bulk.fill({ unit: code });
  const isMissing = unit === "" || (isOutside(control, unit) && why.trim() === "");
  const fields = html`${ask}
    ${answeringUnitField(shown, { id: "bulk-unit", value: unit, chosen })}
    ${lineField({ id: "bulk-why", label: say("d.bulk.why"), value: why, most: 1000, typed: (typed) => bulk.fill({ why: typed }) })}`;
  return askDialog({
    ...{ title, confirm: title, language, fault: null },
    body: asked === "assign" ? fields : ask,
    isBusy: asked === "assign" && isMissing,
    confirmed: () => void bulk.run(),
    left: () => bulk.ask(null),
  });
}
