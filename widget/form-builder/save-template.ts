import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Language } from "../messages/messages.ts";
import { askDialog, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton } from "../ui/controls-template.ts";
import type { BuilderController } from "./builder-controller.ts";
import { formChanges } from "./form-changes.ts";
import { type FormHint, formHints } from "./form-faults.ts";
import type { FormsKey, FormsSay } from "./forms-messages.ts";
import { sentences } from "./versions-template.ts";

/** Draws the dialog that is open: what a save does, or what is lost when the draft is dropped. */
export function builderDialog(
  builder: BuilderController,
  uses: number,
  language: Language,
): TemplateResult | typeof nothing {
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
    body: saveBody(builder, uses),
    confirm: say("fo.save.confirm", { n: next }),
    confirmed: () => void builder.save(),
  });
}

/** What the new version changes, and what will happen. */
function saveBody(builder: BuilderController, uses: number): TemplateResult {
  const { say, draft, newest, changes, next } = builder;
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
