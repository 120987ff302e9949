import { dayWords } from "../../shared/calendar/day.ts";
import type { Reason } from "../../shared/contract/form.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { spacedTicket } from "../../shared/encodings/check-character.ts";
import { checkPath, faceFeatures, faceLevels, overallQuestion } from "../../shared/levels.ts";
import type { FilledForm, FormKeys } from "./filled-form.ts";
import { htmlText, inLanguage, type PageLanguage } from "./html-text.ts";
import { kindWords, type RateKey, type SayRate } from "./rate-words.ts";

/** What the form shows. */
export type ShownForm = {
  readonly config: TouchpointConfig;
  readonly language: PageLanguage;
  readonly say: SayRate;
  /** The rating that a comment follows; null for a rating. */
  readonly follows: string | null;
  readonly filled: FilledForm;
  readonly keys: FormKeys;
  /** Where the form is sent to. */
  readonly action: string;
  /** What was wrong with what was sent; null at first. */
  readonly fault: Fault | null;
};

/** What is wrong, in words, and the field that it is about. */
export type Fault = { readonly words: string; readonly field?: "level" | "comment" };

/**
 * The form of a rating, or of a comment that follows one. Its faces stand where the element's will, which replaces it once its
 * script has started.
 */
export function rateForm(shown: ShownForm): string {
  const { config, language, say, follows, keys, fault } = shown;
  const names = `data-touchpoint="${htmlText(config.id)}"${follows === null ? "" : ` data-follows="${htmlText(follows)}"`}`;
  const hidden = Object.entries(keys).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${htmlText(value)}">`,
  );
  return `<div ${names}>
<form class="panel" method="post" action="${htmlText(shown.action)}">
${hidden.join("")}
${fault ? `<p class="fault" role="alert" id="fault">${htmlText(fault.words)}</p>` : ""}
${follows === null ? faces(shown) : `<p>${htmlText(say("h.after"))}</p>`}
<div class="rest">
${follows === null ? reasons(shown) : ""}
${commentBox(shown)}
<p><button>${htmlText(say("b.send"))}</button></p>
${foot(config, language, say)}
</div>
</form>
</div>`;
}

function faces({ config, language, say, filled, fault }: ShownForm): string {
  const question = config.form.questions.find(({ id }) => id === overallQuestion);
  const text = question ? inLanguage(question.text, language) : htmlText(say("q.kiosk"));
  const told = fault?.field === "level" ? ` aria-describedby="fault"` : "";
  const face = (level: number): string => `<label class="face">
<input type="radio" name="level" value="${level}"${level === filled.level ? " checked" : ""}>
<span class="box"><svg viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="29"/><path d="${faceFeatures[level]}"/></svg><span>${htmlText(levelWord(level, say))}</span><svg class="check" viewBox="0 0 12 12" aria-hidden="true"><path d="${checkPath}"/></svg></span>
</label>`;
  return `<fieldset class="levels"${told}><legend class="question">${text}</legend>
<div class="faces">${faceLevels.map(face).join("")}</div></fieldset>`;
}

function levelWord(level: number, say: SayRate): string {
  return say(`s5.${level}` as RateKey);
}

/**
 * All reasons of the channel, since without a script none can appear after the tap: a folded group for each set of levels,
 * named in its first line.
 */
function reasons({ config, language, say, filled }: ShownForm): string {
  const offered = config.form.reasons.filter(({ channels }) => !channels || channels.includes(config.channel));
  const groups = Map.groupBy(offered, ({ levels }) => levels.toSorted((a, b) => b - a).join());
  const isChosen = ({ id }: Reason): boolean => filled.reasons.includes(id);
  const choice = (reason: Reason): string => `<label class="choice">
<input type="checkbox" name="reason" value="${htmlText(reason.id)}"${isChosen(reason) ? " checked" : ""}>
<span>${inLanguage(reason.text, language)}</span></label>`;
  return [...groups]
    .map(([joined, group]) => {
      const levels = joined.split(",").map(Number);
      const why = htmlText(say(whyOf(levels)));
      const fit = say("r.fit", { levels: levels.map((level) => levelWord(level, say)).join(", ") });
      return `<details${group.some(isChosen) ? " open" : ""}>
<summary>${why} <span class="soft">${htmlText(`${fit} ${say("q.any")}`)}</span></summary>
<div role="group" aria-label="${why}">${group.map(choice).join("")}</div></details>`;
    })
    .join("\n");
}

function whyOf(levels: readonly number[]): RateKey {
  const [best, worst] = [Math.max(...levels), Math.min(...levels)];
  if (worst > 3) return "q.why.high";
  if (best > 3) return "r.reasons";
  return best === 3 ? "q.why.mid" : "q.why.low";
}

function commentBox({ config, say, follows, filled, fault }: ShownForm): string {
  if (!config.form.comment && follows === null) return "";
  const isWrong = fault?.field === "comment";
  const optional = follows === null ? ` <span class="soft">${htmlText(say("c.optional"))}</span>` : "";
  // A line break right behind the tag is no part of the text.
  return `<label class="head" for="comment">${htmlText(say("c.label"))}${optional}</label>
<textarea id="comment" name="comment" rows="5" aria-describedby="hint${isWrong ? " fault" : ""}"${isWrong ? ' aria-invalid="true" autofocus' : ""}>
${htmlText(filled.comment)}</textarea>
<p class="hint" id="hint">${htmlText(say("c.hint"))}</p>
<p class="foot">${htmlText(say("l.notpetition"))} ${officialHtml(config, say)}</p>`;
}

/** The way to the agency's official channel; nothing if it has none. */
export function officialHtml({ official_channel: official }: TouchpointConfig, say: SayRate): string {
  if (!official) return "";
  return `${htmlText(say("l.official"))} <a href="${htmlText(official.url)}" rel="noreferrer">${htmlText(official.name)}</a>`;
}

/** How information is kept, and where private reports go. */
function foot({ privacy, sealed }: TouchpointConfig, language: PageLanguage, say: SayRate): string {
  const name = say("p.link");
  // The words that lead to the long notice may stand at the end of the short one.
  const short = inLanguage(privacy.text, language).replace(new RegExp(` ?${name}\\.?`), "");
  const url = privacy.url.startsWith("/privacy/") && language === "en" ? `${privacy.url}&lang=en` : privacy.url;
  const report = sealed
    ? `<p class="foot"><a href="${htmlText(sealed.url)}">${inLanguage(sealed.text, language)}</a></p>`
    : "";
  return `<p class="foot">${short} <a href="${htmlText(url)}">${htmlText(name)}</a></p>${report}`;
}

/** What was sent, and the receipt for it. */
export type Sent = { readonly form: ShownForm; readonly receipt: FeedbackReceipt; readonly hasComment: boolean };

/** The thank-you, the same for every level; with a comment also its code, what was masked, and by when there is an answer. */
export function thanks({ form, receipt, hasComment }: Sent): string {
  const { language, say, follows, keys } = form;
  const { masked = [], due_on: due } = receipt;
  const line = (words: string): string => `<p>${htmlText(words)}</p>`;
  const ticket = hasComment
    ? `${line(say("k.code"))}
<p class="code">${htmlText(spacedTicket(keys.ticket))}</p>
${line(say("k.keep"))}
${masked.length > 0 ? line(say("w.masked", { kinds: kindWords(masked, say) })) : ""}
${due ? line(say("k.due", { day: dayWords(due, language) })) : ""}
<p class="foot"><a href="/ticket/">${htmlText(say("k.follow"))}</a></p>
<p class="soft">${htmlText(say("r.script"))}</p>`
    : "";
  return `<h1>${htmlText(say(follows === null ? "t.ok" : "h.sent"))}</h1>
${ticket}
<p class="soft">${htmlText(say("r.change"))}</p>`;
}
