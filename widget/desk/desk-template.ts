import { html, type TemplateResult } from "lit/html.js";
import { actionButton, checkField } from "../ui/controls-template.ts";
import { deskComment } from "../desk-comment/desk-comment-template.ts";
import type { DeskView } from "../desk-work/desk-controller.ts";
import { deskListing } from "./desk-list-template.ts";
import { askDialog, loadFault, loadingNote } from "../office-ui/office-controls-template.ts";
import { latePart, type ShownDesk } from "../desk-words/shown-desk-template.ts";

const deskDigest = latePart(() => import("./desk-digest-template.ts").then(({ deskDigest }) => deskDigest));
const answerTemplates = latePart(() =>
  import("./answer-templates-template.ts").then(({ answerTemplates }) => answerTemplates),
);

/** What the page keeps beside the controller: whether letters are keys, and whether all drafts are to be discarded. */
export type DeskSwitches = {
  readonly hasKeys: boolean;
  readonly setKeys: (hasKeys: boolean) => void;
  readonly isDropping: boolean;
  readonly setDropping: (isDropping: boolean) => void;
};

/** Draws the page of comments: the list with the open comment, the month in brief, or the templates of answers. */
export function deskScreen(shown: ShownDesk, switches: DeskSwitches): TemplateResult {
  const { say, control } = shown;
  const { view, rights } = control;
  const tab = (word: string, to: DeskView): TemplateResult =>
    html`<button type="button" aria-pressed=${view === to} @click=${() => control.turn(to)}>${word}</button>`;
  const seen = rights.isWhole ? "d.seen.whole" : rights.mayWrite ? "d.seen.unit" : "d.seen.reader";
  return html`<h1 tabindex="-1">${say("d.title")}</h1>
    <p class="soft seen">${say(seen)}</p>
    <div class="row tabs" role="group" aria-label=${say("d.parts")}>
      ${tab(say("d.tab.list"), "list")} ${tab(say("d.tab.digest"), "digest")}
      ${tab(say("d.tab.templates"), "templates")}
    </div>
    ${view === "list" ? desk(shown, switches) : view === "digest" ? deskDigest(shown) : answerTemplates(shown)}`;
}

/** List and comment side by side; on a phone the open comment replaces the list. */
function desk(shown: ShownDesk, switches: DeskSwitches): TemplateResult {
  const { say, control } = shown;
  const { comment } = control;
  if (!control.isListed && !comment) return waiting(shown);
  return html`${keys(shown, switches)}
    <div class=${comment ? "desk reading" : "desk"}>
      <section class="list" aria-label=${say("d.tab.list")}>${deskListing(shown)} ${unsent(shown, switches)}</section>
      <section class="open" aria-label=${say("d.words")}>
        ${comment ? deskComment(shown, comment) : html`<p class="soft">${say("d.choose")}</p>`}
      </section>
    </div>`;
}

/** Before the list is there: that it is on its way, or why it is not. */
function waiting(shown: ShownDesk): TemplateResult {
  const { language, control } = shown;
  const { fault } = control;
  if (!fault || "places" in fault) return loadingNote(language);
  return loadFault(fault, language, () => void control.start(null));
}

/** The keys, each with what it does; single letters can be switched off. */
function keys({ say, control }: ShownDesk, { hasKeys, setKeys }: DeskSwitches): TemplateResult {
  const letters = control.rights.mayWrite ? (["j", "k", "r", "a", "h"] as const) : (["j", "k"] as const);
  return html`<div class="keys" role="group" aria-label=${say("d.keys")}>
    ${checkField({ id: "keys", label: say("d.keys.on"), isOn: hasKeys, set: setKeys })}
    <ul class=${hasKeys ? "" : "off"}>
      ${letters.map((letter) => html`<li><kbd>${letter}</kbd> ${say(`d.keys.${letter}`)}</li>`)}
    </ul>
    ${control.rights.mayWrite ? html`<p><kbd>Esc</kbd> ${say("d.keys.esc")} <kbd>Ctrl</kbd>+<kbd>Enter</kbd> ${say("d.keys.send")}</p>` : ""}
  </div>`;
}

/** How many comments have a draft, and how to discard all. */
function unsent({ say, control, language }: ShownDesk, { isDropping, setDropping }: DeskSwitches): TemplateResult | "" {
  const { drafts } = control;
  const n = drafts.count;
  if (n === 0) return "";
  const title = say("d.drafts.drop");
  const confirmed = (): void => {
    drafts.clear();
    setDropping(false);
  };
  const left = (): void => setDropping(false);
  const asked = { title, body: say("d.drafts.ask", { n }), confirm: title, isBusy: false, fault: null };
  return html`<p class="soft unsent">
      ${say("d.drafts", { n })} ${actionButton(title, { press: () => setDropping(true), kind: "plain" })}
    </p>
    ${askDialog(isDropping ? { ...asked, language, confirmed, left } : null)}`;
}
