import { html, type TemplateResult } from "lit";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { isClosed, quarterOf } from "../../shared/calendar/period.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";
import { daysOf, kindOf } from "../figures/figures.ts";
import { type AnyQuestion, type BoardView, type Figure, question, unitOn } from "../figures/question.ts";
import { valueWords, periodInside } from "../figures/figure-words.ts";
import { type StandingRow, standingOf, type Units, unitGroups } from "./unit-standing.ts";
import { unitsTable } from "./units-template.ts";

/** Units with those that stand below them, as far as these differ from the whole, too. */
type Where = Units & { readonly deeper: readonly StandingRow[] };

/** Most units whose own units are read: each is one request more. */
const mostRead = 12;

/** Question 3: which units differ from the whole. Null where the key does not see the units beside its own. */
export const where: AnyQuestion = question<Where | null>({
  id: "where",
  title: "q.where",
  isAsked: ({ units }) => units.some(({ parent }) => parent !== null),
  load: loadUnits,
  template: (loaded, view) => (loaded === null ? outside(view) : unitsTemplate(loaded, view)),
});

async function loadUnits(view: BoardView): Promise<Result<Where | null, CallFault>> {
  const period = periodOfUnits(view);
  const { parent, isLeaf } = parentOf(view, period);
  const [whole, rows] = await Promise.all([
    view.figures({ unit: parent, period }),
    view.figures({ unit: parent, period, by: "unit" }),
  ]);
  const failed = whole.ok ? rows : whole;
  if (!failed.ok && isLeaf && failed.failure === "outside-subtree") return ok(null);
  if (!whole.ok) return whole;
  if (!rows.ok) return rows;
  const all = whole.value.find(({ own }) => !own) ?? null;
  const standing = rows.value.map((row) => ({ row, standing: standingOf(row, all) }));
  const deeper = isLeaf ? ok([]) : await unitsDeeper(standing, { period, whole: all }, view);
  return deeper.ok ? ok({ period, parent, whole: all, rows: standing, isLeaf, deeper: deeper.value }) : deeper;
}

/** Units two levels below the whole that are above or below it. None where they would take many requests. */
async function unitsDeeper(
  rows: readonly StandingRow[],
  { period, whole }: Pick<Units, "period" | "whole">,
  view: BoardView,
): Promise<Result<readonly StandingRow[], CallFault>> {
  const isUnit = ({ own, unmapped }: Figure): boolean => !own && !unmapped;
  const parents = rows.filter(({ row }) => isUnit(row) && view.units.some(({ parent }) => parent === row.unit.code));
  if (parents.length > mostRead) return ok([]);
  const read = await Promise.all(parents.map(({ row }) => view.figures({ unit: row.unit.code, period, by: "unit" })));
  const found: StandingRow[] = [];
  for (const units of read) {
    if (!units.ok) return units;
    for (const row of units.value) if (isUnit(row)) found.push({ row, standing: standingOf(row, whole) });
  }
  return ok(found.filter(({ standing }) => standing === "above" || standing === "below"));
}

/** Published figures of units are of quarters and longer. For a month this is its quarter, or the last closed one. */
function periodOfUnits({ state, isOffice, today }: BoardView): string {
  if (isOffice || kindOf(state.period) !== "month") return state.period;
  const quarter = quarterOf(daysOf(state.period).from);
  return isClosed(quarter.to, toDay(today)) ? quarter.id : quarterOf(quarter.from - 1).id;
}

/** The unit whose children are shown: the view's own, or its parent if it has none. */
function parentOf({ units, state, agency }: BoardView, period: string): Pick<Units, "parent" | "isLeaf"> {
  const { from, to } = daysOf(period);
  const isThen = (first: string, last: string | null): boolean =>
    toDay(first) <= to && (last === null || from <= toDay(last));
  const hasChildren = units.some((unit) => unit.parent === state.unit && isThen(unit.valid_from, unit.valid_to));
  const above = unitOn(units, state.unit, formatDay(to))?.parent;
  if (hasChildren || state.unit === agency.code || !above) return { parent: state.unit, isLeaf: false };
  return { parent: above, isLeaf: true };
}

function outside(view: BoardView): TemplateResult {
  const unit = nameOf(view.state.unit, view);
  return html`<p>${view.say("u.where.outside", { unit })}</p> ${toServices(view)}`;
}

const nameOf = (code: string, { units, state }: BoardView): string =>
  unitOn(units, code, formatDay(daysOf(state.period).to))?.name ?? code;

/** Tells the office where it finds more about a unit without children: among its services. */
function toServices(view: BoardView): TemplateResult | "" {
  if (!view.isOffice) return "";
  const places = { unit: nameOf(view.state.unit, view), title: view.say("q.whom") };
  return html`<p>${view.say("u.where.services", places)}</p>`;
}

function unitsTemplate(loaded: Where, view: BoardView): TemplateResult {
  const { say, state, language } = view;
  const { rows, isLeaf, parent } = loaded;
  const period = periodInside(loaded.period, language);
  const [unit, whole] = [nameOf(state.unit, view), nameOf(parent, view)];
  return html`${loaded.period === state.period ? "" : html`<p>${say("u.where.period", { period })}</p>`}
    ${isLeaf ? html`<p>${say("u.where.leaf", { unit, whole })}</p> ${toServices(view)}` : ""}
    ${
      rows.length === 0
        ? html`<p>${say("u.where.none", { period })}</p>`
        : html`<p class="lead">${sumWords(loaded, whole, view)}</p>
            ${(["below", "above"] as const).map((standing) => deeperUnits(standing, loaded, view))}
            ${unitsTable(loaded, whole, view)} ${notes(loaded, view).map((note) => html`<p class="soft">${note}</p>`)}`
    }`;
}

/** The units of one standing two levels below, each with a link to its board. */
function deeperUnits(
  standing: "above" | "below",
  { deeper, period, parent }: Where,
  view: BoardView,
): TemplateResult | "" {
  const { say, linkTo } = view;
  const units = deeper.filter((one) => one.standing === standing);
  if (units.length === 0) return "";
  const links = units.map(
    ({ row }, at) =>
      html`${at === 0 ? "" : ", "}<a href=${linkTo({ unit: row.unit.code, period, find: "" })}>${row.unit.name}</a> (${valueWords(row.value, view)})`,
  );
  return html`<p class="deeper">${say(`u.where.deeper.${standing}`, { whole: nameOf(parent, view), n: units.length })} ${links}.</p>`;
}

/** Which units have no row, why others are withheld, and by what rule units are compared. */
function notes(loaded: Units, view: BoardView): string[] {
  const { say, agency } = view;
  const k = agency.publication_threshold;
  const withheld = [...new Set(loaded.rows.flatMap(({ row }) => row.withheld ?? []))];
  const why = [say("u.why.title"), ...withheld.map((one) => say(`b.withheld.${one}`, { k }))].join(" ");
  return [silentWords(loaded, view), withheld.length === 0 ? "" : why, say("u.where.rule")].filter(
    (note) => note !== "",
  );
}

/** Units that nobody rated have no published row: their names. Empty if there are none. */
function silentWords({ rows, parent, period }: Units, { say, units, language, today }: BoardView): string {
  const day = formatDay(Math.min(daysOf(period).to, toDay(today)));
  const listed = new Set(rows.map(({ row }) => row.unit.code));
  const silent = units.filter(
    ({ code, parent: above, valid_from, valid_to }) =>
      above === parent && valid_from <= day && (valid_to === null || day <= valid_to) && !listed.has(code),
  );
  const names = silent.map(({ name }) => name).join(", ");
  return names === "" ? "" : say("u.where.silent", { period: periodInside(period, language), units: names });
}

/** How many units each group has. */
function sumWords({ whole, rows, period }: Units, name: string, view: BoardView): string {
  const { say, language } = view;
  const places = { whole: name, period: periodInside(period, language) };
  if (whole?.value == null) return say("u.where.no-sum", places);
  const groups = unitGroups(rows, "group").flatMap(({ kind, rows: own }) =>
    kind === null ? [] : [say(`u.group.${kind}`, { n: own.length })],
  );
  return say("u.where.sum", { ...places, value: valueWords(whole.value, view), groups: groups.join(", ") });
}
