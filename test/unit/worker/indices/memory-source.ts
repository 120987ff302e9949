import type { RollupRow, RollupSource, TallyRow, VolumeRow } from "../../../../worker/indices/rollup-source.ts";

/** One answer of one person to one question. */
export type Answer = {
  readonly day: number;
  readonly unit: string;
  readonly service: string;
  readonly channel: string;
  readonly touchpoint: string;
  readonly question: string;
  readonly officer: string;
  readonly level: number;
  readonly standing: RollupRow["standing"];
};

/** What was ever received. */
export type Received = {
  readonly answers: readonly Answer[];
  readonly tallies?: readonly TallyRow[];
  readonly volumes?: readonly VolumeRow[];
};

/** Counts answers one by one, a row each: whoever reads must add up. */
export function memorySource({ answers, tallies = [], volumes = [] }: Received): RollupSource {
  const touching = <T extends TallyRow | VolumeRow>(rows: readonly T[]) => {
    return (units: readonly string[] | null, from: number, to: number): T[] =>
      rows.filter((row) => (units === null || units.includes(row.unit)) && row.from <= to && row.to >= from);
  };
  return {
    rollups: ({ segments, question, units, channel, service, by }) =>
      segments.flatMap(({ bucket, from, to }) =>
        answers
          .filter((answer) => answer.day >= from && answer.day <= to)
          .filter((answer) => question === null || answer.question === question)
          .filter((answer) => units === null || units.includes(answer.unit))
          .filter((answer) => channel === null || answer.channel === channel)
          .filter((answer) => service === null || answer.service === service)
          .filter((answer) => !by.includes("officer") || answer.officer !== "")
          .map((answer) => ({
            bucket,
            unit: by.includes("unit") ? answer.unit : "",
            channel: answer.channel,
            service: by.includes("service") ? answer.service : "",
            touchpoint: by.includes("touchpoint") ? answer.touchpoint : "",
            question: by.includes("question") ? answer.question : "",
            officer: by.includes("officer") ? answer.officer : "",
            standing: answer.standing,
            counts: new Array<number>(11).fill(0).with(answer.level - 1, 1),
          })),
      ),
    daily: ({ units, questions, from, to }) =>
      answers
        .filter((answer) => units.includes(answer.unit) && questions.includes(answer.question))
        .filter((answer) => answer.day >= from && answer.day <= to)
        .map(({ day, level, ...answer }) => ({
          ...answer,
          bucket: day,
          counts: new Array<number>(11).fill(0).with(level - 1, 1),
        })),
    tallies: touching(tallies),
    volumes: touching(volumes),
  };
}
