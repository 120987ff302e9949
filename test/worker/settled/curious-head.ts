import { ask } from "../office.ts";

/** Somebody who came, by the order of coming. */
export type Visitor = number;

/** What an answer gave away: people per level who were added to it, and who may be among them. */
type Evidence = { readonly levels: readonly number[]; readonly among: readonly Visitor[] };

/** People per level of one row, and how many had come when it last changed. */
type Watched = { readonly levels: readonly number[]; readonly come: number };

/**
 * Knows who came when, holds a key, asks again and again, and compares each answer with the one before. Wherever people per level
 * were added to a row, or a row with a level appeared, it must be of those who came since it last asked or since that row last changed,
 * on the days that it names. The fewer these are, the better the guess.
 */
export class CuriousHead {
  readonly #key: string;
  readonly #rows = new Map<string, Watched>();
  readonly #best = new Map<Visitor, Evidence>();
  /** How many had come when each address was asked last. */
  readonly #asked = new Map<string, number>();
  /** The day on which each visitor came. */
  readonly #came: string[] = [];
  /** The fewest people who were ever added to a tally of all who rated. */
  fewestAdded: number = Number.POSITIVE_INFINITY;
  /** How often each status was answered to each name. */
  readonly statuses = new Map<string, number>();

  constructor(key: string) {
    this.#key = key;
  }

  /** Sees the next visitor come. */
  see(day: string): void {
    this.#came.push(day);
  }

  /** Asks each address. */
  async poll(addresses: readonly (readonly [name: string, path: string])[]): Promise<void> {
    await Promise.all(
      addresses.map(async ([name, path]) => {
        const { status, body } = await ask(`GET ${path}`, { key: this.#key });
        this.statuses.set(name, status);
        if (status === 200) this.#compare(name, typeof body === "string" ? linesOf(body) : body);
      }),
    );
  }

  #compare(name: string, body: unknown): void {
    const rows = new Map<string, number[]>();
    collect(body, name, rows);
    for (const [label, levels] of rows) {
      const known = this.#rows.get(label) ?? { levels: [], come: 0 };
      const added = levels.map((people, place) => Math.max(0, people - (known.levels[place] ?? 0)));
      const people = sumOf(added);
      if (people > 0)
        this.#note({ levels: added, among: this.#among(known.come, this.#asked.get(name) ?? 0, daysIn(label)) });
      if (people > 0 && isOfAll(label)) this.fewestAdded = Math.min(this.fewestAdded, people);
      this.#rows.set(label, { levels, come: people > 0 ? this.#came.length : known.come });
    }
    this.#asked.set(name, this.#came.length);
  }

  /** Who came since the last time of asking; if that was nobody, who came since the row last changed. */
  #among(come: number, asked: number, days: readonly [string, string]): Visitor[] {
    const latest = this.#since(Math.max(come, asked), days);
    return latest.length > 0 ? latest : this.#since(come, days);
  }

  /** Who came after so many others, between two days. */
  #since(come: number, [from, to]: readonly [string, string]): Visitor[] {
    return this.#came.flatMap((day, visitor) => (visitor >= come && day >= from && day <= to ? [visitor] : []));
  }

  #note(evidence: Evidence): void {
    for (const visitor of evidence.among) {
      const known = this.#best.get(visitor);
      if (known === undefined || isBetter(evidence, known)) this.#best.set(visitor, evidence);
    }
  }

  /** The best guess of a visitor's level; null where nothing was learnt. */
  guess(visitor: Visitor): number | null {
    const levels = this.#best.get(visitor)?.levels;
    return levels ? levels.indexOf(Math.max(...levels)) + 1 : null;
  }
}

/** A change of few people tells as little of a crowd as one of many. */
function sizeOf({ levels, among }: Evidence): number {
  return Math.max(among.length, sumOf(levels));
}

function sumOf(levels: readonly number[]): number {
  return levels.reduce((sum, people) => sum + people, 0);
}

/** What is about fewer people; else what tells of more of them; else what is newer. */
function isBetter(one: Evidence, other: Evidence): boolean {
  const bySize = sizeOf(one) - sizeOf(other);
  return bySize < 0 || (bySize === 0 && sumOf(one.levels) >= sumOf(other.levels));
}

/** The first and the last day that a label names. */
function daysIn(label: string): [string, string] {
  const days = (label.match(/\d{4}-\d\d-\d\d/g) ?? []).sort();
  return [days[0] ?? "", days.at(-1) ?? "9999"];
}

/** Whether everybody who rated is in a tally: those who named a reason or answered a question more are a part that nobody knows. */
function isOfAll(label: string): boolean {
  return label.endsWith(" tally") && label.includes('"overall"') && !label.includes("reason");
}

/** NDJSON as a list; nothing of other texts. */
function linesOf(text: string): unknown {
  return text.startsWith("{")
    ? text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown)
    : null;
}

/**
 * People per level in every part of an answer: lists of five counts, and single levels. Each goes by its place and by what tells its
 * row apart: ids, names, days; no figures.
 */
function collect(value: unknown, path: string, rows: Map<string, number[]>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, rows);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const fields = Object.entries(value);
  const label = `${path} ${labelOf(value)}`;
  for (const [name, field] of fields) {
    if (name === "level" && typeof field === "number") {
      rows.set(
        `${label} level`,
        [1, 2, 3, 4, 5].map((level) => (level === field ? 1 : 0)),
      );
    } else if (Array.isArray(field) && field.length === 5 && field.every((it) => typeof it === "number")) {
      rows.set(`${label} ${name}`, field as number[]);
    } else collect(field, `${label} ${name}`, rows);
  }
  const columns = fields.filter(([name, it]) => /^n[1-5]$/.test(name) && typeof it === "number");
  if (columns.length === 5)
    rows.set(
      `${label} n`,
      columns.map(([, people]) => people as number),
    );
}

const labels = [
  ...["id", "code", "from", "to", "question", "service", "channel", "touchpoint", "officer", "reason", "option"],
  ...["method", "month", "day", "words", "comment", "own", "unit", "received_on"],
];

function labelOf(value: object): string {
  return JSON.stringify(
    Object.entries(value).map(([name, it]) => (labels.includes(name) || name === "period" ? it : null)),
  );
}
