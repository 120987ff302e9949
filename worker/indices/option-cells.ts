import { optionLevels, type TallyLength, peopleIn } from "../../shared/levels.ts";
import { type KnownOption, type KnownQuestion, optionName, type Organization } from "../organization/organization.ts";
import { type Cell, type CellGroup, type CellLabels, emptyCell, type IndexCells, indexCells } from "./index-cells.ts";

/** The options that each choice ever had, by question. */
export type Choices = ReadonlyMap<string, readonly KnownOption[]>;

/** The choices among an agency's questions. */
export function choicesOf({ questions }: Pick<Organization, "questions">): Choices {
  return new Map(
    [...questions].flatMap(([id, known]) => (known.type === "choice" ? [[id, known.options] as const] : [])),
  );
}

/** How many counts the tally of a question's rows has. */
export function tallyLength(known: KnownQuestion): TallyLength {
  switch (known.type) {
    case "rating":
      return known.scale;
    case "choice":
      return optionLevels;
  }
}

/** The names that answers to a question are counted under: its own, or those of its options. */
export function countedNames(question: string, choices: Choices): string[] {
  return choices.get(question)?.map(({ id }) => optionName(question, id)) ?? [question];
}

type Shared = {
  readonly labels: CellLabels;
  readonly groups: Map<string, CellGroup>;
  readonly sums: Map<number, Cell>;
};

/**
 * Turns counts that are labelled by the names of options into groups of a question's options. A group has a cell in every bucket in
 * which anybody answered the question: on level 1 those who chose another option, on level 2 those who chose this one.
 */
export function optionCells(counted: IndexCells, choices: Choices): IndexCells {
  if (choices.size === 0) return counted;
  const cells = indexCells();
  const questions = new Map<string, Shared>();
  const names = new Map(
    [...choices.keys()].flatMap((id) => [id, ...countedNames(id, choices)].map((name) => [name, id])),
  );
  for (const group of counted.groups()) {
    const question = names.get(group.labels.question);
    if (question === undefined) copyTo(cells.group(group.labels), group);
    else addTo(questions, { ...group.labels, question }, group);
  }
  for (const shared of questions.values()) {
    const { question } = shared.labels;
    for (const [place, { id }] of (choices.get(question) ?? []).entries()) {
      // Names sort as options do.
      const to = cells.group({ ...shared.labels, option: String(place).padStart(6, "0") });
      const chosen = shared.groups.get(optionName(question, id))?.cells;
      for (const [bucket, sum] of shared.sums)
        to.cells.set(bucket, optionCell(sum, chosen?.get(bucket) ?? emptyCell()));
    }
  }
  return cells;
}

/** Groups without the options that are no longer offered and that nobody here chose. */
export function shownGroups(groups: readonly CellGroup[], choices: Choices): readonly CellGroup[] {
  if (choices.size === 0) return groups;
  const nameOf = ({ question, option }: CellLabels): string => `${question} ${option}`;
  const chosen = new Set(groups.filter(isChosen).map(({ labels }) => nameOf(labels)));
  return groups.filter(
    ({ labels }) => labels.option === "" || chosen.has(nameOf(labels)) || optionOf(labels, choices)?.isOffered,
  );
}

/** The option of a row; undefined if the row is not of an option. */
export function optionOf({ question, option }: CellLabels, choices: Choices): KnownOption | undefined {
  return option === "" ? undefined : choices.get(question)?.[Number(option)];
}

function isChosen({ cells }: CellGroup): boolean {
  return [...cells.values()].some(({ plain, flagged, set_aside }) => [plain, flagged, set_aside].some((it) => it[1]));
}

function copyTo(to: CellGroup, from: CellGroup): void {
  for (const [bucket, cell] of from.cells) to.cells.set(bucket, cell);
}

function addTo(questions: Map<string, Shared>, labels: CellLabels, group: CellGroup): void {
  const name = JSON.stringify(labels);
  const shared = questions.get(name) ?? { labels, groups: new Map(), sums: new Map() };
  questions.set(name, shared);
  shared.groups.set(group.labels.question, group);
  for (const [bucket, cell] of group.cells) {
    const sum = shared.sums.get(bucket) ?? emptyCell();
    shared.sums.set(bucket, sum);
    for (const standing of standings) sum[standing][0] = peopleIn(sum[standing]) + peopleIn(cell[standing]);
    for (const [channel, people] of cell.channels) sum.channels.set(channel, (sum.channels.get(channel) ?? 0) + people);
  }
}

const standings = ["plain", "flagged", "set_aside"] as const;

function optionCell(sum: Cell, chosen: Cell): Cell {
  const cell = { ...emptyCell(), channels: sum.channels };
  for (const standing of standings) {
    const x = peopleIn(chosen[standing]);
    cell[standing].splice(0, 2, peopleIn(sum[standing]) - x, x);
  }
  return cell;
}
