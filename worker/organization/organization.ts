import { type LaterFacts, type NewAgency, usualThreshold } from "../../shared/contract/agency.ts";
import type { Channel, QuestionType, VersionedForm } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { ClientLimit } from "../../shared/contract/touchpoint.ts";
import type { Scale } from "../../shared/levels.ts";
import type { FormVersion, OrganizationStore, StoredQuestion } from "./organization-store.ts";
import { type UnitHistory, unitHistory } from "./unit-tree.ts";

/** What a touchpoint is bound to from a day (days since 1970-01-01) on. */
export type Binding = {
  readonly fromDay: number;
  readonly unit: string;
  readonly service: string | null;
  readonly channel: Channel;
  readonly form: string;
  readonly name: string;
  /** Whether everybody may read approved comments from here. */
  readonly comments?: "off" | "published";
  /** How often one client may rate here; null for the usual limit. */
  readonly clientLimit?: ClientLimit | null;
  /** Whether the touchpoint is closed while this binding holds: answers of those days are refused. */
  readonly isClosed?: boolean;
};

/** A form's newest version, and all questions and reasons of all its versions. */
export type KnownForm = {
  readonly newest: VersionedForm;
  readonly questionsEver: ReadonlySet<string>;
  readonly reasonsEver: ReadonlySet<string>;
};

/** An option with its newest text. `isOffered`: the newest version of some form has it. */
export type KnownOption = { readonly id: string; readonly text: LocalizedText; readonly isOffered: boolean };

type QuestionFacts = {
  readonly rating: { readonly scale: Scale };
  /** Every option that any form ever had, in the order of first appearance. */
  readonly choice: { readonly options: readonly KnownOption[] };
};

/** What is known of a question. Type and scale never change. */
export type KnownQuestion = {
  readonly [Type in QuestionType]: { readonly type: Type } & QuestionFacts[Type];
}[QuestionType];

/** The agency's facts, as given when it was made or set later. */
export type AgencyFacts = NewAgency & LaterFacts & { readonly cursor_secret: string };

/** Everything that the agency has set up, in memory. It is read anew after each change. */
export interface Organization {
  readonly agency: AgencyFacts;
  readonly units: UnitHistory;
  /** Service id → name. */
  readonly services: ReadonlyMap<string, string>;
  readonly questions: ReadonlyMap<string, KnownQuestion>;
  readonly forms: ReadonlyMap<string, KnownForm>;
  /** Touchpoint id → its bindings, newest first. */
  readonly touchpoints: ReadonlyMap<string, readonly Binding[]>;
}

/** What a key's reach is found by; `today` in days since 1970-01-01. */
export type ReachDeps = { readonly organization: Organization; readonly today: number };
/** What operations on what the agency sets up work with. */
export type OrganizationDeps = {
  readonly organizationStore: OrganizationStore;
  /** As it stands before the operation. */
  readonly organization: Organization;
};

/** Minimum group size: the fewest people whose figures the public, and keys of a unit, see. */
export function fewestPeople({ agency }: Pick<Organization, "agency">): number {
  return agency.publication_threshold ?? usualThreshold;
}

/** The binding on a day; days before the first binding have the first. */
export function bindingOn(bindings: readonly Binding[], day: number): Binding | undefined {
  return bindings.find((binding) => binding.fromDay <= day) ?? bindings.at(-1);
}

/** Whether a touchpoint is closed on a day. */
export function isClosedOn(
  { touchpoints }: Pick<Organization, "touchpoints">,
  touchpoint: string,
  day: number,
): boolean {
  return bindingOn(touchpoints.get(touchpoint) ?? [], day)?.isClosed ?? false;
}

/** The name that an option is counted under, like a question of its own. No id of a question has a colon. */
export function optionName(question: string, option: string): string {
  return `${question}:${option}`;
}

/** The scales of all ratings, by question. */
export function ratingScales({ questions }: Pick<Organization, "questions">): ReadonlyMap<string, Scale> {
  return new Map(
    [...questions].flatMap(([id, known]) => (known.type === "rating" ? [[id, known.scale] as const] : [])),
  );
}

/** Reads everything that the agency has set up; null before it is initialised. */
export function readOrganization(store: OrganizationStore): Organization | null {
  const agency = store.agency();
  if (agency === null) return null;
  const versions = store.formVersions();
  const forms = knownForms(versions);
  return {
    agency,
    units: unitHistory(agency.code, store.units(), store.successions()),
    services: new Map(store.services().map(({ id, name }) => [id, name])),
    questions: knownQuestions(store.questions(), versions, forms),
    forms,
    touchpoints: Map.groupBy(store.bindings(), ({ touchpoint }) => touchpoint),
  };
}

/** By id, from versions in ascending order. */
function knownForms(versions: readonly FormVersion[]): Map<string, KnownForm> {
  const forms = new Map<string, KnownForm>();
  for (const { version, form } of versions) {
    const before = forms.get(form.id);
    forms.set(form.id, {
      newest: { ...form, version },
      questionsEver: new Set([...(before?.questionsEver ?? []), ...form.questions.map(({ id }) => id)]),
      reasonsEver: new Set([...(before?.reasonsEver ?? []), ...form.reasons.map(({ id }) => id)]),
    });
  }
  return forms;
}

function knownQuestions(
  stored: readonly StoredQuestion[],
  versions: readonly FormVersion[],
  forms: Organization["forms"],
): Map<string, KnownQuestion> {
  const inTime = [...versions].sort((a, b) => a.createdMs - b.createdMs).map(({ form }) => form);
  const texts = optionsIn(inTime);
  const offered = optionsIn([...forms.values()].map(({ newest }) => newest));
  const known = (question: StoredQuestion): KnownQuestion => {
    if (question.type === "rating") return { type: question.type, scale: question.scale };
    const { id, type } = question;
    const options = [...(texts.get(id) ?? [])];
    return {
      type,
      options: options.map(([id, text]) => ({ id, text, isOffered: !!offered.get(question.id)?.has(id) })),
    };
  };
  return new Map(stored.map((question) => [question.id, known(question)]));
}

/** Question → option → its last text, in the order of first appearance. */
function optionsIn(forms: readonly Pick<VersionedForm, "questions">[]): Map<string, Map<string, LocalizedText>> {
  const found = new Map<string, Map<string, LocalizedText>>();
  for (const question of forms.flatMap(({ questions }) => questions)) {
    if (question.type !== "choice") continue;
    const options = found.get(question.id) ?? new Map<string, LocalizedText>();
    for (const { id, text } of question.options) options.set(id, text);
    found.set(question.id, options);
  }
  return found;
}
