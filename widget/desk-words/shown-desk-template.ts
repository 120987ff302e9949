import { html, nothing, type TemplateResult } from "lit/html.js";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { CommentNews, DeskController, DeskFault } from "../desk-work/desk-controller.ts";
import { dayWords, inLanguage, type Language } from "../messages/messages.ts";
import { kindOf } from "../office-ui/office-client.ts";
import { loadFault, loadingNote, problemWords, unitField } from "../office-ui/office-controls-template.ts";
import { faultNote, saidWords } from "../ui/controls-template.ts";
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

/** The field for the unit that answers. It says so if the comment will go to the unit above instead. */
export function answeringUnitField(
  { say, control }: ShownDesk,
  field: { readonly id: string; readonly value: string; readonly chosen: (unit: string) => void },
): unknown {
  const hint = isOutside(control, field.value) ? { hint: say("d.assign.outside") } : {};
  return unitField(control.deps, { ...field, ...hint, label: say("d.assign.unit"), isAny: true });
}

/** Whether the chosen unit is outside theirs. The server wants a reason then. */
export function isOutside({ rights }: DeskController, unit: string): boolean {
  return unit !== "" && !rights.reaches(unit);
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

/** When an answer is due. Overdue and nearly due are told by colour, by shape and by words. */
export function dueWords({ say, language }: ShownDesk, { deadline }: OfficeComment): TemplateResult | typeof nothing {
  if (!deadline) return nothing;
  const day = dayWords(deadline.due_on, language);
  switch (deadline.status) {
    case "overdue":
      return html`<span class="due late"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1l7.5 14H.5z" /></svg>${say("d.due.late", { day })}</span>`;
    case "warned":
      return html`<span class="due soon"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 .5L15.5 8 8 15.5.5 8z" /></svg>${say("d.due.soon", { day })}</span>`;
    case "running":
      return html`<span class="due">${say("d.due.by", { day })}</span>`;
    default:
      return html`<span class="due">${say(`d.due.${deadline.status}`)}</span>`;
  }
}

/** What the public sees of a comment, by the office's decision. */
export function decisionWords(say: DeskSay, { decision, hide_reason }: OfficeComment): string {
  if (decision === null) return say("d.decision.none");
  if (decision === "approved") return say("d.decision.approved");
  return say("d.decision.hidden", { reason: hide_reason ? say(`hide.${hide_reason}`) : "" });
}

/** Says below a button what came of its act: done, why not, or what somebody else did meanwhile. */
export function outcome(shown: ShownDesk, act: string, done: DeskMessageKey = "d.done"): TemplateResult {
  const { say, control } = shown;
  const isHere = control.act === act;
  const { comment, news } = control;
  const note =
    isHere && news && comment
      ? html`<div role="alert">${newsOf(shown, news, comment)}</div>`
      : faultNote(isHere && control.fault ? failed(shown, control.fault) : null);
  return html`${note}
    <p role="status" class="done" tabindex="-1">${isHere && control.isDone ? say(done) : ""}</p>`;
}

function failed(shown: ShownDesk, fault: DeskFault): string {
  const why = faultWords(shown, fault);
  return shown.control.isUnapproved ? shown.say("d.sent.unapproved", { why }) : why;
}

/** What somebody else did while the comment was open. */
function newsOf(
  { say }: ShownDesk,
  { seen, list }: NonNullable<DeskController["news"]>,
  now: OfficeComment,
): TemplateResult {
  return html`<section class="fault" id="news" tabindex="-1" aria-label=${say("d.other")}>
    <p>${say("d.other")}</p>
    <ul>
      ${list.map((one) => html`<li>${newsLine(say, one, { seen, now })}</li>`)}
    </ul>
  </section>`;
}

/** Draws a part of the page. */
type Draw = (shown: ShownDesk) => TemplateResult;

/**
 * A part that is loaded when it is drawn for the first time. Browsers remember that a script could not be loaded. So if a second
 * try fails as well, the tab is reloaded once the server answers. Drafts survive that.
 */
export function latePart(load: () => Promise<Draw>): Draw {
  let draw: Draw | null = null;
  let state: "new" | "loading" | "failed" = "new";
  /** Of the page that draws it now: somebody may have left and come back meanwhile. */
  let redraw = (): void => {};
  const begin = async (): Promise<void> => {
    state = "loading";
    draw = await load().catch(() => null);
    if (!draw) state = "failed";
    redraw();
  };
  const again = async ({ client, reload }: DeskController["deps"]): Promise<void> => {
    await begin();
    if (!draw && (await client.GET("/v1/session")).data) reload();
  };
  return (shown) => {
    const { control, language } = shown;
    if (draw) return draw(shown);
    ({ redraw } = control);
    if (state === "new") void begin();
    return state === "failed" ? loadFault(null, language, () => void again(control.deps)) : loadingNote(language);
  };
}

type Both = { readonly seen: OfficeComment; readonly now: OfficeComment };

function newsLine(say: DeskSay, news: CommentNews, { seen, now }: Both): TemplateResult | string {
  const change = (what: DeskMessageKey, of: (comment: OfficeComment) => string): string =>
    say("d.other.change", { what: say(what), before: of(seen), after: of(now) });
  switch (news.what) {
    case "state":
      return change("d.state", ({ state }) => say(`s.${state}`));
    case "decision":
      return change("d.decision", (comment) => decisionWords(say, comment));
    case "assigned":
      return change("d.assigned", ({ assigned_to }) => assigned_to?.name ?? say("d.nothing"));
    case "not-a-comment":
      return change("d.not.state", ({ not_a_comment: kind }) => (kind ? say(`not.${kind}`) : say("d.nothing")));
    case "reply":
      return html`<bdi>${say("d.other.reply", { unit: news.reply.unit.name })}</bdi> ${saidWords(news.reply.words)}`;
    default:
      return say("d.other.else");
  }
}
