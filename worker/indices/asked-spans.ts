import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Organization } from "../organization/organization.ts";

/** Days on which people were asked at a unit, in spans that are apart from each other, in the order of time. */
export type AskedSpans = ReadonlyMap<string, readonly Period[]>;

/** The days up to `today` on which a touchpoint was bound to each unit, as long as the unit stood. */
export function askedSpans({ touchpoints, units, agency }: Organization, today: Day): AskedSpans {
  const spans = new Map<string, Period[]>();
  for (const bindings of touchpoints.values()) {
    for (const [place, { unit, fromDay }] of bindings.entries()) {
      const end = Math.min(today, (bindings[place - 1]?.fromDay ?? Number.POSITIVE_INFINITY) - 1);
      const stands = unit === agency.code && !units.knows(unit) ? end : units.lastDayOf(unit, end);
      if (stands === null || stands < fromDay) continue;
      spans.set(unit, [...(spans.get(unit) ?? []), { from: fromDay, to: stands }]);
    }
  }
  return new Map([...spans].map(([unit, list]) => [unit, joined(list)]));
}

function joined(spans: readonly Period[]): Period[] {
  const apart: { from: Day; to: Day }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

/** How many days of a period people were asked on. */
export function daysAsked(spans: readonly Period[], { from, to }: Period): number {
  return spans.reduce((days, span) => days + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from) + 1), 0);
}
