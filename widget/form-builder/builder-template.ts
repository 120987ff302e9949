import { html, nothing, type TemplateResult } from "lit/html.js";
import { type FormHint, formHints } from "./form-faults.ts";
import type { FormsKey, FormsSay } from "../form-draft/forms-messages.ts";
import type { Language } from "../messages/messages.ts";
import { askDialog, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import type { BuilderController } from "./builder-controller.ts";
import { formChanges } from "./form-changes.ts";
import { sentences } from "./versions-template.ts";

/** Draws the dialog that is open: what a save does, or what is lost when the draft is dropped. */
export function builderDialog(builder: BuilderController, language: Language): TemplateResult | typeof nothing {
  const { say, dialog, id, next, problem, isBusy } = builder;
  if (dialog === null) return nothing;
  const shared = {
    isBusy,
    language,
    fault: problem && problemWords(problem, language),
    left: () => builder.show(null),
  };
  if (dialog === "drop") {
    return askDialog({
      ...shared,
      title: say("fo.draft.drop.title", { id }),
      body: say("fo.draft.drop.body"),
      confirm: say("fo.draft.drop"),
      confirmed: () => builder.drop(),
    });
  }
  return askDialog({
    ...shared,
    title: say("fo.save.title", { n: next }),
    body: saveBody(builder),
    confirm: say("fo.save.confirm", { n: next }),
    confirmed: () => void builder.save(),
  });
}

/** What the new version changes, and what will happen. */
function saveBody(builder: BuilderController): TemplateResult {
  const { say, draft, newest, changes, next, uses } = builder;
  const { questions, reasons } = draft.form;
  const isGone = newest?.questions.some(({ id }) => !questions.some((one) => one.id === id)) ?? false;
  const then = [
    uses > 0 ? say("fo.save.where", { n: uses }) : say("fo.save.nowhere"),
    ...(uses > 0 ? [say("fo.save.when")] : []),
    ...(newest ? [say("fo.save.old")] : []),
    ...(isGone ? [say("fo.save.gone")] : []),
    say("fo.save.undo"),
  ];
  const what = newest
    ? say("fo.save.what", { n: next, was: newest.version })
    : say("fo.save.first", { questions: questions.length, reasons: reasons.length });
  return html`${what}
    ${sentences(changes)}
    <b>${say("fo.save.then")}</b>
    ${sentences(then)} ${hintsList(builder)}`;
}

/** Draws what the reform office may not want. */
export function hintsList({ say, draft }: Pick<BuilderController, "say" | "draft">): TemplateResult | typeof nothing {
  const hints = formHints(draft.form);
  if (hints.length === 0) return nothing;
  return html`<b>${say("fo.h")}</b>${sentences(hints.map((hint) => hintWords(say, hint)))}`;
}

function hintWords(say: FormsSay, { key, words = {} }: FormHint): string {
  const { channel } = words;
  return say(key, channel === undefined ? words : { ...words, channel: say(channel as FormsKey) });
}

/** Draws that somebody else has saved a version since the draft began, and both ways on. Nothing is overwritten by itself. */
export function clashNote(builder: BuilderController, language: Language): TemplateResult | typeof nothing {
  const { say, clash, draft, versions } = builder;
  if (!clash) return nothing;
  const n = clash.version;
  const base = versions.find(({ version }) => version === draft.from);
  const words = { say, language };
  return html`<section class="card clash" role="alert">
    <h2 id="clash-head" tabindex="-1">${say("fo.clash", { n })}</h2>
    <p>${say("fo.clash.body", { from: draft.from, n })}</p>
    ${base ? sentences(formChanges(base, clash, words)) : nothing}
    <p>${say("fo.clash.mine", { n })}</p>
    ${sentences(builder.changesFrom(clash))}
    <div class="row">
      ${actionButton(say("fo.clash.keep", { n }), { press: () => builder.keepAfterClash(), kind: "main" })}
      ${actionButton(say("fo.clash.drop", { n }), { press: () => builder.show("drop") })}
    </div>
  </section>`;
}

/** Draws what stands at the foot of the window: what was removed last, and what is wrong. */
export function builderNotes(builder: BuilderController): TemplateResult {
  const { say, removed, faults, told } = builder;
  return html`${
    removed
      ? html`<div class="row undo">
            <span>${say("fo.removed", { text: removed.text.trim() || say("fo.untitled") })}</span>
            <button type="button" id="undo" @click=${() => builder.undo()}>${say("fo.undo")}</button>
          </div>`
      : nothing
  }
    ${faultNote(faults.size > 0 ? say("fo.f.sum", { n: faults.size }) : null)}
    <p role="status">${told}</p>`;
}

/** Draws the buttons that save the draft or drop it. */
export function builderButtons(builder: BuilderController): TemplateResult {
  const { say, hasChanges, next, clash } = builder;
  const isClosed = !hasChanges || clash !== null;
  return html`${actionButton(say("fo.save", { n: next }), { press: () => builder.askToSave(), kind: "main", isBusy: isClosed })}
    ${hasChanges ? actionButton(say("fo.draft.drop"), { press: () => builder.show("drop") }) : nothing}`;
}
