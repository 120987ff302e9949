import { html, render, type TemplateResult } from "lit/html.js";
import { recogniseLegacy } from "../../shared/encodings/recognise-legacy.ts";
import { checkPath } from "../../shared/levels.ts";
import { redact } from "../../shared/redaction/redact.ts";
import { dayWords, inLanguage } from "../messages/messages.ts";
import { kindWords, pickWordsMessages, type WordsSay } from "../messages/words-messages.ts";
import {
  answerOf,
  askedQuestions,
  type Choice,
  namedChoices,
  offeredReasons,
  questionChoices,
} from "../visit/asked-questions.ts";
import { cleanText, spacedTicket } from "../visit/comment.ts";
import { mayRechoose, nextVisit, type VisitEvent } from "../visit/visit.ts";
import { button, commentBox, quoted, type WordsQuestion, wordsQuestion } from "./comment-template.ts";
import type { MoreHost, MoreNow } from "./more-host.ts";

/** What the second file needs of the page. */
export type MoreDeps = {
  /** Opens the page of sealed reports. Returns whether it gets the words; another site's page doesn't. */
  readonly openSealed: (url: string, words: string) => boolean;
  /** Copies an element's text. Returns false if the browser refuses. */
  readonly copy: (text: string, shown: Element) => Promise<boolean>;
};

/** Draws what comes after the tap: reasons, questions, a comment and what it holds, then the ticket. */
export class MoreController {
  declare private readonly _host: MoreHost;
  declare private readonly _deps: MoreDeps;
  /** Words whose old font the person wants to keep. */
  declare private _keptFont: string;
  declare private _copied: string;
  /** The feedback whose words the person withdrew, and where the words are now. */
  declare private _undone: { readonly id: string; readonly now: "closed" | "handed" | "here" } | undefined;

  /** Fields are set here: the build's code for class fields in old browsers takes half a kilobyte. */
  constructor(host: MoreHost, deps: MoreDeps) {
    this._host = host;
    this._deps = deps;
    this._keptFont = "";
    this._copied = "";
  }

  /** Draws it as things stand. */
  draw(): void {
    const now = this._host.now();
    const say = pickWordsMessages(now.language, now.config.texts);
    const { step, text } = now.visit;
    // A closed touchpoint takes no words either: nobody is asked for them. Those that were typed before stay in sight.
    const isShut = now.delivery.state === "refused" && now.delivery.receipt?.problem?.status === 410 && !text;
    const isOpen = !isShut && (step === "more" || step === "comment" || step === "check");
    render(isOpen ? this._open(now, say) : step === "thanks" ? this._thanks(now, say) : "", this._host.place);
  }

  private async _act(event: VisitEvent): Promise<void> {
    const { root, told, now, take } = this._host;
    const { visit, deps } = now();
    const change = nextVisit(visit, event, { ...deps, namesSomebody: (words) => this._question(words) !== null });
    await take(change);
    const { step } = change.visit;
    const focus = (selector: string): void => root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    if (step === visit.step) {
      if (event.kind === "send") focus("#comment");
    } else if (step === "thanks") told.focus({ preventScroll: true });
    else focus(step === "check" ? "#asked" : visit.step === "check" ? "#comment" : "input:checked");
  }

  /** Returns what to ask about words before they are sent, by the server's own rules. */
  private _question(words: string): WordsQuestion | null {
    const converted = words === this._keptFont ? undefined : recogniseLegacy(words)?.converted;
    if (converted !== undefined) return { kind: "font", converted };
    const { found } = redact(words);
    return found.length > 0 ? { kind: "masks", words, found } : null;
  }

  private _open(now: MoreNow, say: WordsSay): TemplateResult | "" {
    const { language, config, visit } = now;
    const { form, official_channel: official } = config;
    const parts = [
      visit.level === null ? "" : this._reasons(now, say, visit.level),
      ...(visit.plan.follows ? [] : askedQuestions(form)).map((question) =>
        choices({
          head: inLanguage(question.text, language),
          group: question.id,
          choices: questionChoices(question, visit.answers[question.id], { say, language }),
          chosen: (id) => this._act({ kind: "answer", question: question.id, answer: answerOf(id) }),
        }),
      ),
      form.comment || visit.plan.follows
        ? commentBox({
            ...{ say, language, text: visit.text, official, isOptional: !visit.plan.follows },
            typed: (text) => this._act({ kind: "type", text }),
          })
        : "",
    ].filter(Boolean);
    if (parts.length === 0) return "";
    const asked = visit.step === "check" && this._question(cleanText(visit.text));
    return html`${parts} ${asked ? this._asked(asked, now, say) : this._ways(now, say)}`;
  }

  private _reasons({ language, config, visit }: MoreNow, say: WordsSay, level: number): TemplateResult | "" {
    const offered = offeredReasons(config.form.reasons, level, config.channel);
    if (offered.length === 0) return "";
    return choices({
      head: say(level > 3 ? "q.why.high" : level === 3 ? "q.why.mid" : "q.why.low"),
      hint: say("q.any"),
      choices: namedChoices(offered, language, visit.reasons),
      chosen: (reason) => this._act({ kind: "toggle-reason", reason }),
    });
  }

  /** "Skip" is as large as "send". */
  private _ways({ visit }: MoreNow, say: WordsSay): TemplateResult {
    return html`<div class="row">
      ${visit.plan.follows ? "" : button(say("b.skip"), () => this._act({ kind: "skip" }))}
      ${button(say("b.send"), () => this._act({ kind: "send" }), "main")}
    </div>`;
  }

  private _asked(asked: WordsQuestion, now: MoreNow, say: WordsSay): TemplateResult {
    const send = (): Promise<void> => this._act({ kind: "send" });
    const { sealed } = now.config;
    const hand = (event: Event): void => {
      event.preventDefault();
      this._openSealed(now);
    };
    return wordsQuestion(asked, {
      ...{ say, send, edit: () => this._act({ kind: "back" }) },
      use: async (text) => {
        await this._act({ kind: "type", text });
        await send();
      },
      keep: async () => {
        this._keptFont = cleanText(now.visit.text);
        await this._act({ kind: "back" });
        await send();
      },
      sealed: sealed
        ? html`<p class="foot alone">
            <a href=${this._sealedPage(now)} target="_blank" rel="noreferrer" @click=${hand}
              >${say("c.pii.sealed", { recipient: sealed.recipient })}</a
            >
          </p>`
        : "",
    });
  }

  private _thanks(now: MoreNow, say: WordsSay): TemplateResult {
    const { visit, server, isTicketShown } = now;
    const ticket = isTicketShown && visit.draft ? visit.draft.item.ticket : undefined;
    const copy = async (): Promise<void> => {
      const isCopied = ticket && (await this._deps.copy(ticket, this._host.place.querySelector(".code") as Element));
      this._copied = (isCopied && ticket) || "";
      this.draw();
    };
    return html`${
      ticket
        ? html`<p class="ask">${say("k.code")}</p>
          <p class=${ticket.length > 20 ? "code long" : "code"} part="ticket">${spacedTicket(ticket)}</p>
          <p class="hint">${say("k.keep")}</p>`
        : ""
    }
      <div id="told" class="status" aria-live="polite">
        ${this._told(now, say)}
        ${ticket ? html`<a href=${`${server}/ticket/#${ticket}`} target="_blank" rel="noreferrer">${say("k.follow")}</a>` : ""}
      </div>
      <div class="row">
        ${ticket ? button(say(this._copied === ticket ? "k.copied" : "x.copy"), copy) : ""}
        ${mayRechoose(visit, 0) ? button(say("b.change"), () => this._act({ kind: "rechoose" })) : ""}
      </div>`;
  }

  /** Draws the last day for an answer, what was masked, and the button to withdraw the words. */
  private _told(now: MoreNow, say: WordsSay): TemplateResult {
    const { visit, delivery, config } = now;
    const { masked = [], due_on } = delivery.receipt || {};
    const undone = visit.draft && this._undone?.id === visit.draft.item.id ? this._undone.now : "";
    if (undone === "closed") return html`<p>${say("w.closed")}</p>`;
    if (undone) {
      return html`<p>${say("w.undone")}</p>
        ${undone === "here" ? html`<p>${say("w.yours")}</p>${quoted(say("w.yours"), visit.text)}` : ""}`;
    }
    const masks = masked.map(({ kind }) => kind);
    return html`${due_on ? html`<p>${say("k.due", { day: dayWords(due_on, now.language) })}</p>` : ""}
    ${masked.length > 0 ? html`<p>${say("w.masked", { kinds: kindWords(masks, say) })}</p>` : ""}
    ${
      masked.length > 0 && config.sealed && mayRechoose(visit, 0)
        ? html`<div class="row">
            ${button(say("w.undo", { recipient: config.sealed.recipient }), () => this._undo())}
          </div>`
        : ""
    }`;
  }

  private async _undo(): Promise<void> {
    await this._act({ kind: "take-back" });
    const now = this._host.now();
    const { item } = now.visit.draft || {};
    if (!item) return;
    this._undone = { id: item.id, now: item.comment ? "closed" : this._openSealed(now) ? "handed" : "here" };
    this.draw();
  }

  private _openSealed(now: MoreNow): boolean {
    return this._deps.openSealed(this._sealedPage(now), now.visit.text);
  }

  /** Returns a full address: on another site's page a path alone would lead to that site. */
  private _sealedPage({ server, config }: MoreNow): string {
    return new URL(config.sealed?.url ?? "/", server).href;
  }
}

/** Chips: several may be chosen (checkboxes), or with `group` one (radio buttons). */
type Choices = {
  readonly head: string;
  readonly hint?: string;
  readonly group?: string;
  readonly choices: readonly Choice[];
  readonly chosen: (id: string) => void;
};

/** A question with chips under it: native inputs, words always visible. A level that is a number says of how many. */
function choices({ head, hint, group, choices: all, chosen }: Choices): TemplateResult {
  return html`<fieldset>
    <legend class="head">${head} ${hint ? html`<span class="soft">${hint}</span>` : ""}</legend>
    <div class="chips">
      ${all.map(
        ({ id, word, label, isChosen }) => html`<label class="chip">
          <input
            type=${group ? "radio" : "checkbox"}
            name=${group || id}
            value=${id}
            aria-label=${label ?? word}
            .checked=${isChosen}
            @change=${() => chosen(id)}
          />
          <span class="box" part=${isChosen ? "chip chosen" : "chip"}
            ><span>${word}</span><svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d=${checkPath} /></svg
          ></span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
