import { type Day, formatDay } from "../../shared/calendar/day.ts";
import { parsePeriod } from "../../shared/calendar/period.ts";
import { putUnits, type UnitsPreview, unitsPreview } from "../../shared/contract/unit.ts";
import { fail, ok } from "../../shared/result.ts";
import { hasScope } from "../access/principal.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { bindingOn, type Organization, type OrganizationDeps } from "../organization/organization.ts";
import { unitHistory } from "../organization/unit-tree.ts";
import { planUnits, type UnitPlan } from "../organization/units.ts";
import { parseIndexQuestion } from "./index-question.ts";
import { readIndices } from "./read-indices.ts";

/** What the preview works with; `today` is the agency's calendar day. */
export type PreviewDeps = OrganizationDeps & { readonly source: RollupSource; readonly today: Day };

/** `POST …/units/preview`: what `PUT …/units` with the same body would do to figures. Writes nothing. */
export const previewUnits: Operation<PreviewDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/units/preview",
  audience: "config:write",
  summary: "See what units and successions would do to figures, and write nothing",
  description:
    "Takes the body of PUT …/units and fails as that does. Compares the usual index of the last year and of this year so far, for each unit that is touched: as it would be on `as_of` without the change, and with it. Needs a key on the whole agency, which also has `indices:read`.",
  body: putUnits,
  answer: unitsPreview,
  failures: ["outside-subtree", "scope-missing", "invalid", "unknown-unit", "unit-cycle"],
  runs: "reads",
  wholeAgency: true,
  run: (deps, principal, { body }) => {
    if (!hasScope(principal, "indices:read")) return fail({ kind: "scope-missing", given: "indices:read" });
    const { organization, organizationStore: store, today } = deps;
    const root = organization.agency.code;
    const planned = planUnits(body, { store, root });
    if (!planned.ok) return planned;
    const { all } = planned.value;
    const after = { ...organization, units: unitHistory(root, all.units, all.successions) };
    const asOf = dayInForce(planned.value, today);
    const touched = touchedUnits(planned.value, { before: organization, after, asOf });
    const shown = touched.slice(0, mostUnits);
    const year = Number(formatDay(today).slice(0, 4));
    const figureOf = (unit: string, ofYear: number, at: Organization): Figure =>
      yearFigure({ unit, year: ofYear }, { organization: at, source: deps.source, today: asOf });
    const figures = [year - 1, year].flatMap((ofYear) =>
      shown.map((unit) => ({
        unit,
        name: after.units.nameOf(unit, asOf),
        year: ofYear,
        before: organization.units.knows(unit) ? figureOf(unit, ofYear, organization) : null,
        after: figureOf(unit, ofYear, after),
      })),
    );
    const left_out = touched.length - shown.length;
    return ok({ as_of: formatDay(asOf), figures, left_out, touchpoints: leftTouchpoints(organization, after, asOf) });
  },
});

type Figure = UnitsPreview["figures"][number]["after"];

/** Most units whose figures are compared: each takes four readings. */
const mostUnits = 100;

/** The first day on which all that is given is in force, today at least. */
function dayInForce({ given, successions }: UnitPlan, today: Day): Day {
  const starts = given.map(({ validFrom, validTo }) => (validTo === null ? validFrom : validTo + 1));
  return Math.max(today, ...starts, ...successions.map(({ onDay }) => onDay));
}

type Compared = { readonly before: Organization; readonly after: Organization; readonly asOf: Day };

/** Units that are given and were known, heirs and those who leave to them, and the units above all these; but not the root. */
function touchedUnits({ given, successions }: UnitPlan, { before, after, asOf }: Compared): string[] {
  const heirs = successions.flatMap(({ from, to }) => [from, to]);
  const known = given.map(({ code }) => code).filter((code) => before.units.knows(code));
  const named = [...new Set([...heirs, ...known])];
  const above = named.flatMap((code) => [
    ...before.units.allOn(asOf).pathTo(code),
    ...after.units.allOn(asOf).pathTo(code),
  ]);
  return [...new Set([...named, ...above])].filter((code) => code !== before.agency.code);
}

type Reading = { readonly organization: Organization; readonly source: RollupSource; readonly today: Day };

function yearFigure({ unit, year }: { unit: string; year: number }, reading: Reading): Figure {
  const { organization, today } = reading;
  const period = String(year);
  const asked = parsePeriod({ period }).ok ? { period, unit } : null;
  const question = asked && parseIndexQuestion(asked, { organization, root: organization.agency.code, today });
  const read = question?.ok ? readIndices(question.value, reading) : null;
  const [row] = read?.ok ? read.value.slice(0, 1) : [];
  return row ? { n: row.n, value: row.value, interval: row.interval } : null;
}

const mostTouchpoints = 100;

/** Touchpoints that would take feedback for a unit that is no more. */
function leftTouchpoints(before: Organization, after: Organization, asOf: Day): UnitsPreview["touchpoints"] {
  const [now, then] = [before.units.on(asOf), after.units.on(asOf)];
  const left = [...before.touchpoints].flatMap(([id, bindings]) => {
    const { unit = "", name = "", isClosed } = bindingOn(bindings, asOf) ?? {};
    return !isClosed && now.at(unit) && !then.at(unit) ? [{ id, name, unit }] : [];
  });
  return left.slice(0, mostTouchpoints);
}
