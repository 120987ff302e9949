import { html, type TemplateResult } from "lit/html.js";
import { checkPath } from "../../shared/levels.ts";
import { kioskSettings, offeredReasons } from "../visit/asked-questions.ts";
import { inLanguage } from "../messages/messages.ts";
import { reasonPicture } from "../ui/pictogram-template.ts";
import { pager, pressButton } from "./press-button-template.ts";
import { sealedEntry } from "./codes-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Draws whether the tap was kept and, for some seconds, the button to choose again. The level is not shown. */
export function recorded({ say, isKept, mayRechoose, act }: VisitView): TemplateResult {
  const told = isKept === null ? "" : say(isKept ? "t.ok" : "e.store");
  return html`<div class="recorded">
    <p role="status">${told}</p>
    ${mayRechoose ? pressButton(say("i.wrong"), () => act({ kind: "rechoose" }), "quiet") : ""}
  </div>`;
}

/** Draws reasons that fit the level, and the ways to comment. "Skip" is as large as "send". */
export function more(view: VisitView): TemplateResult {
  const { say, config, visit, act, turn } = view;
  const { isTyped, isByPhone } = kioskSettings(config.form.kiosk, config.form.comment);
  const level = visit.draft?.item.level ?? 0;
  const offered = offeredReasons(config.form.reasons, level, config.channel);
  const why = level > 3 ? "q.why.high" : level === 3 ? "q.why.mid" : "q.why.low";
  return html`${recorded(view)}
    <div class="what fill">
      <div class="head">
        <h1 id="head" tabindex="-1">
          ${offered.length > 0 ? html`${say(why)} <span class="sub">${say("q.any")}</span>` : say("c.label")}
        </h1>
      </div>
      <div class="list fill pages reasons" role="group" aria-labelledby="head">
        ${offered.map((one) => reason(view, one))}
      </div>
      ${pager(say, turn, say("m.more"))}
    </div>
    <div class="ways">
      ${isTyped ? pressButton(say("m.write"), () => act({ kind: "go", to: "comment" })) : ""}
      ${isByPhone ? pressButton(say("m.phone"), () => act({ kind: "go", to: "phone" })) : ""} ${sealedEntry(view)}
    </div>
    <div class="row">
      ${pressButton(say("b.skip"), () => act({ kind: "skip" }))}
      ${pressButton(say("b.send"), () => act({ kind: "send" }), "main")}
    </div>`;
}

type Offered = VisitView["config"]["form"]["reasons"][number];

function reason({ language, visit, act }: VisitView, one: Offered): TemplateResult {
  return html`<button
    type="button"
    class="button pictured reason"
    aria-pressed=${visit.reasons.includes(one.id)}
    @press=${() => act({ kind: "toggle-reason", reason: one.id })}
  >
    ${reasonPicture(one)}${inLanguage(one.text, language)}<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d=${checkPath} /></svg>
  </button>`;
}
