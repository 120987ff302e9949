import { html, type TemplateResult } from "lit";
import type { VersionedForm } from "../../shared/contract/form.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Service } from "../../shared/contract/service.ts";
import { ok } from "../../shared/result.ts";
import { chartWidth } from "../charts/chart-width-controller.ts";
import { rankedBars } from "../charts/counts-template.ts";
import { inLanguage, type Language, numberWords } from "../messages/messages.ts";
import { chooseField } from "../ui/controls-template.ts";
import { readAll } from "./figures.ts";
import { plainTable } from "./plain-table-template.ts";
import { type BoardView, question } from "./question.ts";

/** People of some levels, and the reasons that they named, the most frequent first. */
export type ReasonGroup = {
  readonly levels: keyof typeof levelGroups;
  /** Everybody who gave these levels, with a reason or without. */
  readonly people: number;
  readonly reasons: readonly { readonly label: string; readonly count: number }[];
};

type Why = {
  readonly groups: readonly ReasonGroup[];
  /** Number of reasons that so few people named that a key of a unit may not see their levels. */
  readonly few: number;
  readonly services: readonly Service[];
};

/** Levels of each group of people, lowest level 1. */
const levelGroups = { low: [1, 2], middle: [3], high: [4, 5] } as const;
const method = "top-two@1";

/** Question 4: the reasons that people name, by how satisfied they are. */
export const why = question<Why>({
  id: "why",
  title: "q.why",
  isAsked: ({ isOffice }) => isOffice,
  load: async (view) => {
    const [named, all, rated, forms, services] = await Promise.all([
      view.figures({ by: "reason", method }),
      view.figures({ method }),
      view.figures({ by: "service", service: null, method }),
      readAll<VersionedForm>(view.read, "/forms"),
      readAll<Service>(view.read, "/services"),
    ]);
    for (const answer of [named, all, rated, forms, services]) if (!answer.ok) return answer;
    if (!named.ok || !all.ok || !rated.ok || !forms.ok || !services.ok) return named as never;
    const rows = named.value as readonly PublishedIndex[];
    const offered = new Set([view.state.service, ...rated.value.map(({ service }) => service)]);
    return ok({
      groups: groupReasons(rows, all.value[0]?.tally ?? [], textsOf(forms.value, view.language)),
      few: rows.filter(({ withheld }) => withheld !== null).length,
      services: services.value.filter(({ id }) => offered.has(id)),
    });
  },
  template: (loaded, view) => {
    const few = loaded.few > 0 ? ` ${view.say("o.why.few", { n: loaded.few })}` : "";
    return html`${chooseService(loaded, view)}${firstLines(loaded, view)}
      ${loaded.groups.map((group) => groupTemplate(group, view))}
      <p class="soft">${view.say("o.why.several")}${few}</p>`;
  },
});
