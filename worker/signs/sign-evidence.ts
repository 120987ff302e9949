import { toDay } from "../../shared/calendar/day.ts";
import { startOfDay } from "../../shared/calendar/zone-day.ts";
import type { OpeningHours } from "../../shared/contract/device.ts";
import { mostEvidence, signEvidence, signEvidenceQuery } from "../../shared/contract/sign.ts";
import { fail, ok } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { bindingOn, type ReachDeps } from "../organization/organization.ts";
import { givenAt } from "../problems/failure.ts";
import type { SignStore } from "./sign-store.ts";

/** What reading evidence works with. */
export type SignEvidenceDeps = ReachDeps & {
  readonly signs: Pick<SignStore, "ratings" | "past">;
  readonly memory: { hoursAt(touchpoint: string): OpeningHours | null };
  readonly offsetOf: (ms: number) => number;
};

/** Days of the past that tell what is usual, as for the signs themselves. */
const pastDays = 28;

/** `GET …/signs/evidence`: the ratings of a touchpoint and day, so that a person can see what a sign is about. */
export const getSignEvidence: Operation<SignEvidenceDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/signs/evidence",
  audience: "feedback:read",
  summary: "Read the ratings of a touchpoint and day with their signs, and what is usual there",
  description: `Needs a key on the whole agency. At most ${mostEvidence} ratings, the first of the day.`,
  query: signEvidenceQuery,
  answer: signEvidence,
  failures: ["outside-subtree", "invalid", "unknown-touchpoint"],
  runs: "reads",
  wholeAgency: true,
  run({ signs, memory, organization, offsetOf }: SignEvidenceDeps, _, { query: { touchpoint, day: named } }) {
    const bindings = organization.touchpoints.get(touchpoint);
    if (!bindings) {
      const wrong = givenAt("/touchpoint", touchpoint, "must be a known touchpoint");
      return fail({ kind: "unknown-touchpoint", ...wrong });
    }
    const day = toDay(named);
    const unit = bindingOn(bindings, day)?.unit ?? "";
    const past = [...signs.past({ unit, touchpoint }, day - pastDays)].filter(([at]) => at < day);
    const usual = past.reduce((sum, [, { all }]) => sum.map((people, place) => people + (all[place] ?? 0)), none);
    const found = signs.ratings({ touchpoint, day, beginsMs: startOfDay(day, offsetOf) }, mostEvidence + 1);
    return ok({
      ratings: found.slice(0, mostEvidence).map(({ correctedMs, isAside, ...rating }) => ({
        ...{ ...rating, at: new Date(correctedMs).toISOString(), is_aside: isAside },
        signs: [...rating.signs],
      })),
      is_cut: found.length > mostEvidence,
      usual: { days: past.length, tally: usual },
      opening_hours: memory.hoursAt(touchpoint),
    });
  },
});

const none = [0, 0, 0, 0, 0];
