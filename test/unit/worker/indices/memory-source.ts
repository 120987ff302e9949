import type { RollupRow, RollupSource, TallyRow, VolumeRow } from "../../../../worker/counts/rollup-source.ts";

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
  /** Beside a level of `overall`; none where left out. */
  readonly reasons?: readonly string[];
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
    rollups: ({ segments, question, units, channel, service, reason, by }) =>
      segments.flatMap(({ bucket, from, to }) =>
        (reason !== null || by.includes("reason") ? namedBy(answers) : answers.map(withoutReason))
          .filter((answer) => answer.day >= from && answer.day <= to)
          .filter((answer) => question === null || answer.question === question)
          .filter((answer) => units === null || units.includes(answer.unit))
          .filter((answer) => channel === null || answer.channel === channel)
          .filter((answer) => service === null || answer.service === service)
          .filter((answer) => reason === null || answer.reason === reason)
          .filter((answer) => !by.includes("officer") || answer.officer !== "")
          .map((answer) => ({
            bucket,
            unit: by.includes("unit") ? answer.unit : "",
            channel: answer.channel,
            service: by.includes("service") ? answer.service : "",
            touchpoint: by.includes("touchpoint") ? answer.touchpoint : "",
            question: by.includes("question") ? answer.question : "",
            officer: by.includes("officer") ? answer.officer : "",
            reason: by.includes("reason") ? answer.reason : "",
            ...noTimes,
            standing: answer.standing,
            counts: new Array<number>(11).fill(0).with(answer.level - 1, 1),
          })),
      ),
    daily: ({ units, questions, counted, from, to }) =>
      (counted === "by reason" ? namedBy(answers) : answers.map(withoutReason))
        .filter(
          (answer) => units.includes(answer.unit) && (counted === "by reason" || questions.includes(answer.question)),
        )
        .filter((answer) => answer.day >= from && answer.day <= to)
        .map(({ day, level, reasons: _, ...answer }) => ({
          ...answer,
          ...noTimes,
          bucket: day,
          counts: new Array<number>(11).fill(0).with(level - 1, 1),
        })),
    hasHours: () => true,
    tallies: touching(tallies),
    volumes: touching(volumes),
  };
}

/** Hours are counted in SQL, and tested there. */
const noTimes = { weekday: "", hour: "" };

type Named = Answer & { readonly reason: string };

function withoutReason(answer: Answer): Named {
  return { ...answer, reason: "" };
}

/** An answer for each reason that somebody named beside `overall`. */
function namedBy(answers: readonly Answer[]): Named[] {
  return answers
    .filter(({ question }) => question === "overall")
    .flatMap((answer) => (answer.reasons ?? []).map((reason) => ({ ...answer, reason })));
}
