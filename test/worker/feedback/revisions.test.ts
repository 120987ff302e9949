import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askApi, inAWord, makeAgency, newId, sendFeedback, type TestAgency } from "../call-api.ts";
import { type Revision, RevisionModel } from "./revision-model.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** The server that is held against the model: an agency of its own. */
type Real = { readonly agency: TestAgency; readonly ids: readonly string[]; readonly startMs: number };

type Choice = {
  readonly feedback: number;
  readonly revision: number;
  readonly key: number;
  readonly touchpoint: number;
  readonly moved: boolean;
  readonly revisedAfterMs: number;
  readonly level: number | null;
  readonly reasons: readonly string[];
  readonly words: number;
};

/** Three that a form has from the start. */
const reasons = ["attitude", "other", "quick"] as const;

const choice: fc.Arbitrary<Choice> = fc.record({
  feedback: fc.nat(2),
  revision: fc.integer({ min: 1, max: 4 }),
  key: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  touchpoint: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  moved: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  revisedAfterMs: fc.constantFrom(minute, 15 * minute, 15 * minute + 1),
  level: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(null)),
  reasons: fc.subarray([...reasons]),
  words: fc.nat(1),
});

/** Feedback 0 was made just now, 1 yesterday, 2 a week ago: all sent only today, by a clock that is right. */
function toRevision(chosen: Choice, { agency, ids, startMs }: Real): Revision {
  const answeredMs = startMs - minute - ([0, 1, 7][chosen.feedback] ?? 0) * day + (chosen.moved ? 1000 : 0);
  return {
    id: ids[chosen.feedback] ?? "",
    revision: chosen.revision,
    amendKey: (chosen.key === 0 ? "A" : "B").repeat(22),
    touchpoint: agency.touchpoints[chosen.touchpoint as 0 | 1],
    answeredMs,
    revisedAfterMs: chosen.revision === 1 ? 0 : chosen.revisedAfterMs,
    level: chosen.level,
    reasons: chosen.reasons,
    comment: chosen.level === null || chosen.words === 1 ? "Góp ý" : null,
  };
}

function toWire(revision: Revision): Record<string, unknown> {
  const { id, touchpoint, level, reasons, comment, answeredMs, revisedAfterMs } = revision;
  return {
    id,
    revision: revision.revision,
    amend_key: revision.amendKey,
    touchpoint,
    answered_at: new Date(answeredMs).toISOString(),
    ...(revision.revision === 1 ? {} : { revised_at: new Date(answeredMs + revisedAfterMs).toISOString() }),
    level,
    reasons,
    ...(comment === null ? {} : { comment }),
  };
}

/** A batch arrives; the same batch may be any earlier one again, as when a receipt was lost on the way. */
class Deliver implements fc.AsyncCommand<RevisionModel, Real> {
  readonly #choices: readonly Choice[];
  constructor(choices: readonly Choice[]) {
    this.#choices = choices;
  }
  check(): boolean {
    return true;
  }
  async run(model: RevisionModel, real: Real): Promise<void> {
    const revisions = this.#choices.map((chosen) => toRevision(chosen, real));
    const receipts = await sendFeedback(revisions.map(toWire));
    const expected = revisions.map((revision) => model.deliver(revision));
    expect(receipts.map(inAWord)).toEqual(expected);
    expect(receipts.map(({ id, revision }) => [id, revision])).toEqual(revisions.map((it) => [it.id, it.revision]));
  }
  toString(): string {
    return `deliver ${JSON.stringify(this.#choices)}`;
  }
}

/** The object is thrown out of memory and wakes up on what is stored. */
class Evict implements fc.AsyncCommand<RevisionModel, Real> {
  check(): boolean {
    return true;
  }
  async run(_: RevisionModel, { agency }: Real): Promise<void> {
    // Only an object in memory can be thrown out of it.
    await askApi(`/v1/touchpoints/${agency.touchpoints[0]}`);
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName(agency.code)));
  }
  toString(): string {
    return "evict";
  }
}

type Row = {
  readonly unit: { readonly code: string };
  readonly period: { readonly from: string };
  readonly tally: number[];
};

/** What the office reads, and what a recount says. */
class Read implements fc.AsyncCommand<RevisionModel, Real> {
  check(): boolean {
    return true;
  }
  async run(model: RevisionModel, { agency, startMs }: Real): Promise<void> {
    const [from, to] = [startMs - 9 * day, startMs + day].map((ms) => new Date(ms).toISOString().slice(0, 10));
    const query = `from=${from}&to=${to}&by=unit,day`;
    const { data } = await askApi<{ data: Row[] }>(`/v1/agencies/${agency.code}/indices?${query}`, { key: agency.key });
    for (const { unit, period, tally } of data) {
      const touchpoint = agency.touchpoints[unit.code === "A" ? 0 : 1];
      expect([unit.code, period.from, tally]).toEqual([unit.code, period.from, model.tally(touchpoint, period.from)]);
    }
    expect(data.filter(({ unit }) => ["A", "B"].includes(unit.code))).toHaveLength(22);
    for (const reason of reasons) {
      const path = `/v1/agencies/${agency.code}/indices?${query}&reason=${reason}`;
      const named = await askApi<{ data: Row[] }>(path, { key: agency.key });
      expect(named.data.length).toBeGreaterThan(21);
      for (const { unit, period, tally } of named.data) {
        const touchpoint = agency.touchpoints[unit.code === "A" ? 0 : 1];
        expect([reason, period.from, tally]).toEqual([
          reason,
          period.from,
          model.tally(touchpoint, period.from, reason),
        ]);
      }
    }
    const verify = `/v1/agencies/${agency.code}/rollups/verify`;
    const checks = await askApi<{ data: { differences: number }[] }>(verify, { method: "POST", key: agency.key });
    expect(checks.data.filter(({ differences }) => differences > 0)).toEqual([]);
  }
  toString(): string {
    return "read";
  }
}

const commands = fc.commands(
  [
    fc.array(choice, { minLength: 1, maxLength: 4 }).map((choices) => new Deliver(choices)),
    fc.constant(new Evict()),
    fc.constant(new Read()),
  ],
  { maxCommands: 30 },
);

test("revisions in any order, repeated, lost and late leave the state, rollup and receipts of a plain register", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const agency = await makeAgency("REV");
      const real: Real = { agency, ids: [newId(), newId(), newId()], startMs: Date.now() };
      const model = new RevisionModel();
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await new Read().run(model, real);
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);
