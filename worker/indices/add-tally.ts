import { bucketsTouched, contains } from "./buckets-touched.ts";
import { type GatherPlan, labelsOf, unitLabels } from "./gather-plan.ts";
import type { IndexCells } from "./index-cells.ts";
import { asksForReasons, type IndexQuestion } from "./index-question.ts";
import type { TallyRow } from "../counts/rollup-source.ts";
import type { UnitGroup } from "./unit-group.ts";

/** Adds a tally, or what of it falls to a unit: counted where its span lies in a bucket, else spanning. */
export function addTally(
  cells: IndexCells,
  { question, buckets }: GatherPlan,
  { tally, unit }: { readonly tally: TallyRow; readonly unit: UnitGroup },
): void {
  // Paper knows no officers, and of reasons nothing that people could be told apart by.
  if (!isWanted(question, tally) || question.by.has("officer") || asksForReasons(question)) return;
  const service = tally.service ?? "";
  const labels = labelsOf(question, {
    ...tally,
    service,
    touchpoint: "",
    officer: "",
    reason: "",
    ...unitLabels(unit),
  });
  for (const bucket of bucketsTouched(buckets, tally)) {
    const within = contains(buckets[bucket], tally);
    const standing = within ? "plain" : "spanning";
    cells.add(labels, { bucket, channel: tally.channel, standing, counts: tally.counts });
  }
}

function isWanted({ question, channel, service }: IndexQuestion, tally: TallyRow): boolean {
  if (question !== null && tally.question !== question) return false;
  if (channel !== null && tally.channel !== channel) return false;
  return service === null || tally.service === service;
}
