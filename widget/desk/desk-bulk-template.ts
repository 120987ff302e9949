import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { askDialog, modal, unitField } from "../office-ui/office-controls-template.ts";
import { numberWords } from "../messages/messages.ts";
import { actionButton, lineField } from "../ui/controls-template.ts";
import type { BulkCourse } from "./bulk-run.ts";
import { beginning, faultWords, type ShownDesk } from "./shown-desk.ts";

/** What may be done with the selected comments, how far it is, and what could not be done. */
export function deskBulk(shown: ShownDesk): TemplateResult {
  const { say, control, language } = shown;
  const { list, bulk } = control;
  const n = numberWords(list.picked.size, language, 0);
  const all = (event: Event): void => {
    list.pickAll((event.target as HTMLInputElement).checked);
    control.redraw();
  };
  const none = (): void => {
    list.pickAll(false);
    control.redraw();
  };
  const isAll = list.rows.length > 0 && list.picked.size === list.rows.length;
  const isRunning = bulk.course?.state === "running";
  return html`<section class="bulk" aria-label=${say("d.bulk")}>
    <label class="check" for="pick-all"
      ><input id="pick-all" type="checkbox" .checked=${live(isAll)} @change=${all} /><span>${say("d.pick.all")}</span></label
    >
    ${
      list.picked.size === 0
        ? ""
        : html`<p role="status" class="count">${say("d.picked", { n })}</p>
            <div class="row">
              ${actionButton(say("d.bulk.approve", { n }), { press: () => bulk.ask("approve"), isBusy: isRunning })}
              ${actionButton(say("d.bulk.assign", { n }), { press: () => bulk.ask("assign"), isBusy: isRunning })}
              ${actionButton(say("d.pick.none"), { press: none, kind: "plain", isBusy: isRunning })}
            </div>`
    }
    ${bulk.course ? course(shown, bulk.course) : ""} ${asking(shown, n)}
  </section>`;
}

function course(shown: ShownDesk, { all, done, failed, state }: BulkCourse): TemplateResult {
  const { say, control } = shown;
  const left = all - done - failed.length;
  return html`<p role="status" class="done">
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
  const left = (): void => bulk.ask(null);
  const confirmed = (): void => void bulk.run();
  if (bulk.asked === "approve") {
    const title = say("d.bulk.approve", { n });
    const body = say("d.bulk.approve.ask", { n });
    return askDialog({ title, body, confirm: title, isBusy: false, fault: null, language, confirmed, left });
  }
  if (bulk.asked === null) return nothing;
  const title = say("d.bulk.assign", { n });
  return modal(
    title,
    left,
    html`<p>${say("d.bulk.assign.ask", { n })}</p>
      ${unitField(control.deps, {
        ...{ id: "bulk-unit", label: say("d.assign.unit"), value: bulk.unit, isAny: true },
        chosen: (unit) => bulk.fill({ unit }),
      })}
      ${lineField({ id: "bulk-why", label: say("d.bulk.why"), value: bulk.why, most: 1000, typed: (why) => bulk.fill({ why }) })}
      <div class="row">
        ${actionButton(title, { press: confirmed, kind: "main", isBusy: bulk.unit === "" })}
        ${actionButton(say("d.cancel"), { press: left })}
      </div>`,
  );
}
