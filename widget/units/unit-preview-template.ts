import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayWords, type Language, numberWords } from "../messages/messages.ts";
import type { AnswerOf } from "../office-ui/office-client.ts";
import type { UnitRow } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { plainTable } from "../ui/controls-template.ts";
import { pickUnitsMessages } from "./units-messages.ts";
import type { UnitsBody } from "./plan-change.ts";

type UnitsPreview = AnswerOf<"previewUnits">;

/** What words are made with. */
export type Telling = {
  readonly office: Pick<OfficeDeps, "agency" | "language">;
  readonly versions: readonly UnitRow[];
};

/**
 * Draws what a change would do: its units and successions in words, and last year's figures without it and with it. Of an end alone
 * (`isEnd`) the touchpoints that it leaves stand at the field of its day.
 */
export function unitPreview(
  { body, answer }: { readonly body: UnitsBody; readonly answer: UnitsPreview },
  telling: Telling,
  isEnd: boolean = false,
): TemplateResult {
  const { language } = telling.office;
  const say = pickUnitsMessages(language);
  const sentences = changeWords(body, telling);
  const rest = sentences.length - mostSentences;
  return html`<section class="preview" aria-labelledby="c-preview">
    <h3 id="c-preview" tabindex="-1">${say("or.p.title")}</h3>
    <ul>
      ${sentences.slice(0, mostSentences).map((words) => html`<li>${words}</li>`)}
      ${rest > 0 ? html`<li>${say("or.p.more", { n: numberWords(rest, language) })}</li>` : nothing}
    </ul>
    ${figures(answer, language)} ${isEnd ? nothing : touchpointsNote(answer, language)}
  </section>`;
}

/** Most sentences; of an import of a hundred units the rest is counted. */
const mostSentences = 12;

/** Says in words what units and successions do. */
export function changeWords({ units, successions = [] }: UnitsBody, telling: Telling): string[] {
  const { language } = telling.office;
  const say = pickUnitsMessages(language);
  const nameOf = namesIn(units, telling);
  const ofUnits = units.map((unit) => {
    const day = dayWords(unit.valid_from, language);
    const before = telling.versions.filter(({ code }) => code === unit.code);
    const { code, name, valid_to } = unit;
    if (valid_to !== null) return say("or.p.ends", { name, day: dayWords(valid_to, language) });
    if (before.length === 0) return say("or.p.begins", { name, code, day });
    if (before.some((one) => one.valid_from === unit.valid_from && one.name === name && one.parent === unit.parent)) {
      return say("or.p.open", { name });
    }
    return say("or.p.named", { code, name, day, parent: nameOf(unit.parent ?? telling.office.agency) });
  });
  const ofFigures = successions.map(({ from, to, on, share }) =>
    say("or.p.succession", {
      ...{ day: dayWords(on, language), share: shareWords(share, language), from: nameOf(from), to: nameOf(to) },
    }),
  );
  return [...ofUnits, ...ofFigures];
}

function namesIn(units: UnitsBody["units"], { versions }: Telling): (code: string) => string {
  const names = new Map(versions.map(({ code, name }) => [code, name]));
  for (const { code, name } of units) if (!names.has(code)) names.set(code, name);
  return (code) => names.get(code) ?? code;
}

/** A share of a succession in words. */
export function shareWords(share: number | null, language: Language): string {
  const say = pickUnitsMessages(language);
  if (share === null) return say("or.p.share.unknown");
  return share === 1 ? say("or.p.share.all") : say("or.p.share", { n: numberWords(share * 100, language, 2) });
}

type Row = UnitsPreview["figures"][number];

function figures({ figures: all, as_of, left_out }: UnitsPreview, language: Language): TemplateResult {
  const say = pickUnitsMessages(language);
  const counted = all.filter(({ before, after }) => (before?.n ?? 0) > 0 || (after?.n ?? 0) > 0);
  const years = all.map(({ year }) => year);
  const [last = "", current = ""] = [...new Set(years)];
  if (all.length === 0) return html`<p>${say("or.p.same")}</p>`;
  if (counted.length === 0) return html`<p>${say("or.p.none", { last, this: current })}</p>`;
  const isSame = counted.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after));
  return html`${isSame ? html`<p>${say("or.p.same")}</p>` : nothing}
    ${plainTable({
      caption: say("or.p.table", { day: dayWords(as_of, language) }),
      heads: [say("or.p.unit"), say("or.p.before"), say("or.p.after")],
      rows: counted.map(({ name, year, before, after }) => [
        ...[`${name}, ${year}`, figureWords(before, language), figureWords(after, language)],
      ]),
      left: [1, 2],
    })}
    ${left_out > 0 ? html`<p class="soft">${say("or.p.left-out", { n: numberWords(left_out, language) })}</p>` : nothing}`;
}

function figureWords(figure: Row["before"], language: Language): string {
  const say = pickUnitsMessages(language);
  if (!figure) return say("or.p.not-yet");
  if (figure.n === 0 || figure.value === null) return say("or.p.empty");
  const percent = (value: number): string => `${numberWords(value, language, 1)}%`;
  const told = { value: percent(figure.value), n: numberWords(figure.n, language) };
  const { interval } = figure;
  if (!interval) return say("or.p.plain", told);
  return say("or.p.figure", { ...told, low: numberWords(interval.low, language, 1), high: percent(interval.high) });
}

/** Says which touchpoints would be left without their unit; nothing if none would be. */
export function touchpointsNote(
  { touchpoints: left }: UnitsPreview,
  language: Language,
): TemplateResult | typeof nothing {
  if (left.length === 0) return nothing;
  const names = left.slice(0, 5).map(({ name, id }) => `${name} (${id})`);
  const more = left.length > names.length ? "…" : "";
  const words = { n: left.length, names: `${names.join(", ")}${more}` };
  return html`<p class="fault">${pickUnitsMessages(language)("or.p.touchpoints", words)}</p>`;
}
