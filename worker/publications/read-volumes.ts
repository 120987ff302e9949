import { contains } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { GatherPlan } from "../indices/gather-cells.ts";
import { gatherTransactions, type Transactions } from "../indices/transactions.ts";
import type { IndexDimension } from "../indices/index-question.ts";
import type { RollupSource, VolumeRow } from "../counts/rollup-source.ts";
import { baseOfLeaf } from "./each-unit.ts";
import type { LatticePeriod } from "./lattice.ts";
import type { Facet } from "./lattice-row.ts";
import { portionsOf, type Steps } from "./steps.ts";

/** Transactions of one leaf in a span, of all services (`none`) or of one; null where only its days are to be known. */
export type LatticeVolume = Transactions & { readonly leaf: string; readonly facet: Facet; readonly period: string };

/** Some units in one span. */
export type UnitsInSpan = { readonly span: LatticePeriod; readonly units: readonly string[] };

/** What {@link readVolumes} works with: all units, all spans, and how some units are read in one of them. */
export type VolumeReading = {
  readonly source: RollupSource;
  readonly units: readonly string[];
  readonly spans: readonly LatticePeriod[];
  readonly planOf: (asked: UnitsInSpan, by: ReadonlySet<IndexDimension>) => GatherPlan;
};

/** Days of units that one step looks at. */
const unitDaysAtOnce = 150;

const views = [new Set(["unit"] as const), new Set(["unit", "service"] as const)];

/** Transactions that lie in a span as a whole; channels and questions have none. Failure: `sum-too-large`. */
export function* readVolumes(reading: VolumeReading): Steps<Result<LatticeVolume[], Failure>> {
  const { source, units: all, spans, planOf } = reading;
  const reported = yield* readReported(source, all);
  const volumes: LatticeVolume[] = [];
  for (const span of spans) {
    const inSpan = reported.samples.filter((sample) => contains(span, sample));
    for (const by of views) {
      if (!inSpan.some(({ service }) => service !== null || !by.has("service"))) continue;
      for (const units of portionsOf(all, Math.max(1, Math.floor(unitDaysAtOnce / (span.to - span.from + 1))))) {
        const told = { ...source, volumes: reported.volumesOf(units) };
        const gathered = gatherTransactions(planOf({ span, units }, by), told);
        yield 8;
        if (!gathered.ok) return fail({ kind: "sum-too-large" });
        for (const { key, transactions, days } of gathered.value.values()) {
          if (!units.includes(baseOfLeaf(key.unit))) continue;
          const facet: Facet = by.has("service") ? `service:${key.service}` : "none";
          volumes.push({ leaf: key.unit, facet, period: span.id, transactions, days });
        }
      }
    }
  }
  return ok(volumes);
}

type Reported = {
  /** One of each span, with a service and without. */
  readonly samples: readonly VolumeRow[];
  /** Volumes of some units, and the samples of all: where any begins or ends, days are told apart. */
  volumesOf(units: readonly string[]): RollupSource["volumes"];
};

function* readReported(source: RollupSource, units: readonly string[]): Steps<Reported> {
  const byUnit = new Map<string, readonly VolumeRow[]>();
  const samples = new Map<string, VolumeRow>();
  for (const unit of units) {
    const own = source.volumes([unit], Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    byUnit.set(unit, own);
    for (const row of own) samples.set(`${row.from} ${row.to} ${row.service === null}`, row);
    yield 0.1 + own.length / 300;
  }
  return {
    samples: [...samples.values()],
    volumesOf(some) {
      const own = some.flatMap((unit) => byUnit.get(unit) ?? []);
      const others = [...samples.values()].filter(({ unit }) => !some.includes(unit));
      return (_asked, from, to) => [...own, ...others].filter((row) => row.from <= to && row.to >= from);
    },
  };
}
