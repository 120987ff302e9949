import { html, type TemplateResult } from "lit/html.js";
import { faceFeatures, faceLevels, overallQuestion } from "../../shared/levels.ts";
import { drawing } from "../ui/controls-template.ts";
import { inLanguage, type MessageKey } from "../messages/messages.ts";
import type { VisitView } from "./visit-view.ts";

/** Draws the question with its five faces, best first, all alike. An earlier tap is not shown. */
export function faces(view: VisitView): TemplateResult {
  const { say, language, config, note, act } = view;
  const overall = config.form.questions.find(({ id }) => id === overallQuestion);
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${overall ? inLanguage(overall.text, language) : say("q.kiosk")}</h1>
      <p class="sub">${say("a.sub")}</p>
      ${serviceLine(view)}
    </div>
    <div class="faces fill" role="group" aria-label=${say("x.group", { n: faceLevels.length })}>
      ${faceLevels.map(
        (level) =>
          html`<button type="button" class="face" @press=${() => act({ kind: "rate", level })}>
            <span class="tile">${drawing(faceFeatures[level])}<span>${say(`s5.${level}` as MessageKey)}</span></span>
          </button>`,
      )}
    </div>
    ${note ? html`<p class="note">${note}</p>` : ""}`;
}

/** Draws the button to choose a service, beside a counter and before the tap. */
function serviceLine({ say, config, visit, act }: VisitView): TemplateResult | "" {
  if (config.channel !== "counter" || !config.services?.length || config.service || visit.draft) return "";
  const chosen = config.services.find(({ id }) => id === visit.service);
  const told = chosen ? say("s.chosen", { name: chosen.name }) : say("s.choose");
  const code = visit.dossier && say("s.dossier", { code: visit.dossier });
  const words = [chosen || !code ? told : "", code].filter(Boolean).join(" · ");
  return html`<button type="button" class="button quiet" @press=${() => act({ kind: "go", to: "service" })}>
    ${words}
  </button>`;
}
