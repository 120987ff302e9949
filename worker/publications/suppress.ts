import { assess, type Board } from "./board.ts";
import { findWitness, type Witness } from "./find-witness.ts";
import { generationAt, linesOf, parentsOf, placeOfRow, rowId } from "./lattice-row.ts";
import { peopleBetween } from "./people-between.ts";
import { portionsOf, type Steps } from "./steps.ts";
import { changeOf, type Guard, type Secret, type Swap } from "./swap.ts";
import { secretsOfRests, termsOfRest, type TimeRest } from "./time-rests.ts";

/** A row's tally at an earlier version, and whether that version showed it. */
export type RowRecord = { readonly version: number; readonly tally: readonly number[]; readonly shown: boolean };

/** A row that is new or has changed, with its records in the order of versions. */
export type ChangedRow = {
  readonly id: string;
  readonly tally: readonly number[];
  readonly records: readonly RowRecord[];
};

/**
 * What becomes of a row: shown as it is now; withheld; `kept` as it was shown before, since too few have come or gone or since
 * it protects another; or no longer shown as it was, since many of those people have gone, and not as it is now either.
 */
export type Verdict = "shown" | "kept" | Withheld | `retracted-${Withheld}`;

/** Why a row is withheld. */
export type Withheld = "too-few" | "protects-another";

/** What {@link suppress} works with. Rows whose tally is of nobody and was so before are left out. */
export type Suppressing = Omit<Board, "costOf"> & {
  readonly threshold: number;
  readonly rows: readonly ChangedRow[];
  readonly rests: readonly TimeRest[];
  /** Guards of earlier versions that a change of these rows may concern. */
  readonly guards: readonly Guard[];
};

/** The verdict on every changed row, and guards to be written: new ones, and old ones with another witness. */
export type Suppressed = { readonly verdicts: ReadonlyMap<string, Verdict>; readonly guards: readonly Guard[] };

/**
 * Decides what of the changed rows is shown. Secret are all tallies of fewer people than the threshold, by themselves or
 * summed up along a line of the lattice, what a span counts besides its parts where that is of fewer, all growth of fewer
 * between any two versions, and whatever is withheld besides.
 * Each secret has a witness: a swap of ratings that changes it and nothing that was ever shown. So no linear combination
 * of everything shown gives it. What the witnesses change is withheld.
 */
export function* suppress(given: Suppressing): Steps<Suppressed> {
  const run = yield* startRun(given);
  for (const guard of given.guards) yield* reconsider(run, guard);
  for (const secret of yield* secretsOf(given)) yield* protect(run, secret);
  for (const secret of secretsOfRests(given.rests, given)) yield* protect(run, secret);
  for (const secret of yield* sumsOf(given)) yield* protect(run, secret);
  const verdicts = new Map<string, Verdict>();
  for (const portion of portionsOf(given.rows, rowsAtOnce)) {
    for (const row of portion) {
      const verdict = verdictOf(run, row);
      verdicts.set(row.id, verdict);
      if (verdict === "protects-another") guardWithheld(run, row.id);
    }
    yield 1;
  }
  return { verdicts, guards: [...run.guards.values()] };
}

/** Rows that are looked at in about a millisecond. */
const rowsAtOnce = 500;

type Run = {
  readonly given: Suppressing;
  readonly board: Board;
  /** Rows that are not shown now, with the marks that change them. */
  readonly blocked: Map<number, Swap[]>;
  /** Guards to be written, by their marks. */
  readonly guards: Map<Swap, Guard>;
  /** Guards of earlier versions, by their marks. */
  readonly earlier: ReadonlyMap<Swap, Guard>;
};

function* startRun(given: Suppressing): Steps<Run> {
  const blocked: Run["blocked"] = new Map();
  const costs = new Map<number, number>();
  for (const portion of portionsOf(given.rows, rowsAtOnce)) {
    for (const row of portion) {
      if (isShowable(row, given.threshold)) costs.set(given.numbers.of(row.id), Math.max(peopleIn(row.tally), 1));
    }
    yield 1;
  }
  const costOf = (row: number): number => (blocked.has(row) ? 0 : (costs.get(row) ?? 0));
  const earlier = new Map(given.guards.map((guard) => [guard.marks, guard]));
  return { given, board: { ...given, costOf }, blocked, guards: new Map(), earlier };
}

function peopleIn(tally: readonly number[]): number {
  return peopleBetween([], tally);
}

/** Whether nothing but others' protection could keep a row from being shown. Of nobody it tells where it told of people before. */
function isShowable(row: ChangedRow, threshold: number): boolean {
  const people = peopleIn(row.tally);
  if (people === 0 ? !wasShown(row) : people < threshold) return false;
  return !hasMovedByFew(row, threshold);
}

function wasShown({ records }: ChangedRow): boolean {
  return records.some(({ shown }) => shown);
}

/** Whether too few have come, gone or changed their level since any version that showed the row. */
function hasMovedByFew({ tally, records }: ChangedRow, threshold: number): boolean {
  return records.some(({ shown, tally: before }) => shown && isFew(peopleBetween(before, tally), threshold));
}

function isFew(people: number, threshold: number): boolean {
  return people > 0 && people < threshold;
}

function block({ blocked }: Run, moved: readonly number[], marks: Swap): void {
  for (const row of moved) {
    const list = blocked.get(row);
    if (list) list.push(marks);
    else blocked.set(row, [marks]);
  }
}

/** Earlier secrets keep their witness, at the price of the rows that it changes now, or get a cheaper one. */
function* reconsider(run: Run, guard: Guard): Steps<void> {
  const kept = assess(guard.marks, run.board);
  yield 0.05;
  if (kept?.cost === 0) {
    block(run, kept.moved, guard.marks);
    return;
  }
  const secrets: Secret[] = [];
  for (const secret of guard.secrets) if (!(yield* relieve(run, secret, kept?.cost))) secrets.push(secret);
  if (secrets.length > 0 && kept) block(run, kept.moved, guard.marks);
  if (secrets.length < guard.secrets.length) run.guards.set(guard.marks, { ...guard, secrets });
}

/** Whether a secret has found a witness that costs less. */
function* relieve(run: Run, secret: Secret, bound: number | undefined): Steps<boolean> {
  const found = yield* findWitness(secret, run.board, bound);
  if (found) take(run, secret, found);
  return found !== null;
}

function take(run: Run, secret: Secret, { moved, marks }: Witness): void {
  addSecret(run, secret, marks);
  block(run, moved, marks);
}

function addSecret({ guards, earlier }: Run, secret: Secret, marks: Swap): void {
  const known = guards.get(marks) ?? earlier.get(marks);
  guards.set(marks, { id: known?.id ?? null, marks, secrets: [...(known?.secrets ?? []), secret] });
}

function* protect(run: Run, secret: Secret): Steps<void> {
  const known = witnessAtHand(run, secret);
  yield 0.02;
  if (known) {
    addSecret(run, secret, known);
    return;
  }
  const found = yield* findWitness(secret, run.board);
  if (found) take(run, secret, found);
}

/** Marks of another secret that change this one as well. */
function witnessAtHand({ blocked, board }: Run, secret: Secret): Swap | undefined {
  const [term] = secret.terms;
  const around = (term && blocked.get(board.numbers.of(term.row))) ?? [];
  return around.find((marks) => changeOf(secret, marks, board.generations) !== 0);
}

/** Tallies of too few, and growth of too few since any version that is still near; the fewest first. */
function* secretsOf({ rows, threshold, version }: Suppressing): Steps<Secret[]> {
  /** By how many people they are about. */
  const secrets = Array.from({ length: threshold }, (): Secret[] => []);
  for (const portion of portionsOf(rows, rowsAtOnce)) {
    for (const { id, tally, records } of portion) {
      const now = { row: id, version, sign: 1 as const };
      const n = peopleIn(tally);
      if (isFew(n, threshold)) secrets[n]?.push({ terms: [now] });
      for (const record of records.slice(-20)) {
        const people = peopleBetween(record.tally, tally);
        if (!isFew(people, threshold)) continue;
        secrets[people]?.push({ terms: [now, { row: id, version: record.version, sign: -1 }] });
      }
    }
    yield 1;
  }
  return secrets.flat();
}

/** A part of a sum: a row with its tally, or with what it has grown by. */
type Part = { readonly kind: "all" | "new"; readonly terms: Secret["terms"]; readonly tally: readonly number[] };

/** Sums of too few along a line of the lattice: of small tallies, and of small growth since each row's last record. */
function* sumsOf(given: Suppressing): Steps<Secret[]> {
  const { rows, threshold, version, generations } = given;
  const parents = parentsOf(generationAt(generations, version));
  const lines = new Map<string, Pick<Part, "terms" | "tally">[]>();
  const add = (line: string, part: Pick<Part, "terms" | "tally">): void => {
    const list = lines.get(line);
    if (list) list.push(part);
    else lines.set(line, [part]);
  };
  for (const portion of portionsOf(rows, rowsAtOnce)) {
    for (const row of portion) {
      for (const part of partsOf(row, given)) {
        for (const line of linesOf(placeOfRow(row.id), parents)) add(`${part.kind}\n${line}`, part);
      }
    }
    yield 2;
  }
  for (const rest of given.rests) {
    if (!isFew(peopleIn(rest.tally), threshold)) continue;
    for (const line of linesOfRest(rest, parents)) add(line, { terms: termsOfRest(rest, version), tally: rest.tally });
  }
  const sums: Secret[] = [];
  for (const portion of portionsOf([...lines.values()], rowsAtOnce)) {
    for (const parts of portion) {
      if (parts.length < 2 || !isFew(peopleIn(sumOf(parts.map(({ tally }) => tally))), threshold)) continue;
      sums.push({ terms: parts.flatMap(({ terms }) => terms) });
    }
    yield 1;
  }
  return sums;
}

/** A rest stands beside the parts of its span, and beside the rests of other units, services and channels. */
function linesOfRest(rest: TimeRest, parents: ReadonlyMap<string, string | null>): string[] {
  const beside = linesOf(rest, parents).filter((line) => !line.startsWith("time\n"));
  return [`all\ntime\n${rowId(rest)}`, ...beside.map((line) => `rest\n${line}`)];
}

function partsOf({ id, tally, records }: ChangedRow, { threshold, version }: Suppressing): Part[] {
  const now = { row: id, version, sign: 1 as const };
  const last = records.at(-1);
  const growth = tally.map((people, level) => people - (last?.tally[level] ?? 0));
  const since = last ? [now, { row: id, version: last.version, sign: -1 as const }] : [now];
  const parts: Part[] = [
    { kind: "all", terms: [now], tally },
    { kind: "new", terms: since, tally: growth },
  ];
  return parts.filter((part) => isFew(peopleBetween([], part.tally), threshold));
}

function sumOf(tallies: readonly (readonly number[])[]): number[] {
  const sum: number[] = [];
  for (const tally of tallies) {
    for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  }
  return sum;
}

function verdictOf({ given, blocked }: Run, row: ChangedRow): Verdict {
  if (isShowable(row, given.threshold) && !blocked.has(given.numbers.of(row.id))) return "shown";
  const withheld = peopleIn(row.tally) < given.threshold ? "too-few" : "protects-another";
  if (!wasShown(row)) return withheld;
  return hasShrunk(row) && !hasMovedByFew(row, given.threshold) ? `retracted-${withheld}` : "kept";
}

/** Growth may wait: what is shown was so then. What has gone should never have been shown. */
function hasShrunk({ tally, records }: ChangedRow): boolean {
  const last = records.findLast(({ shown }) => shown);
  return last !== undefined && peopleIn(tally) < peopleIn(last.tally);
}

/** What protects another is secret from then on; the marks that it protects change it. */
function guardWithheld(run: Run, row: string): void {
  const marks = run.blocked.get(run.given.numbers.of(row))?.[0];
  if (marks) addSecret(run, { terms: [{ row, version: run.given.version, sign: 1 }] }, marks);
}
