import type { NewAgency } from "../../shared/contract/agency.ts";
import type { Channel, VersionedForm } from "../../shared/contract/form.ts";
import type { Scale } from "../../shared/levels.ts";
import type { FormVersion, OrganizationStore } from "./organization-store.ts";
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
};

/** A form's newest version, and all questions and reasons of all its versions. */
export type KnownForm = {
  readonly newest: VersionedForm;
  readonly questionsEver: ReadonlySet<string>;
  readonly reasonsEver: ReadonlySet<string>;
};

/** The agency's facts as given when it was made. */
export type AgencyFacts = NewAgency & { readonly cursor_secret: string };

/** Everything that the agency has set up, in memory. It is read anew after each change. */
export interface Organization {
  readonly agency: AgencyFacts;
  readonly units: UnitHistory;
  /** Service id → name. */
  readonly services: ReadonlyMap<string, string>;
  /** Question id → its scale, which never changes. */
  readonly questions: ReadonlyMap<string, Scale>;
  readonly forms: ReadonlyMap<string, KnownForm>;
  /** Touchpoint id → its bindings, newest first. */
  readonly touchpoints: ReadonlyMap<string, readonly Binding[]>;
}

/** What operations of this room work with. */
export type OrganizationDeps = {
  readonly organizationStore: OrganizationStore;
  /** As it stands before the operation. */
  readonly organization: Organization;
};

/** The binding on a day; days before the first binding have the first. */
export function bindingOn(bindings: readonly Binding[], day: number): Binding | undefined {
  return bindings.find((binding) => binding.fromDay <= day) ?? bindings.at(-1);
}

/** Reads everything that the agency has set up; null before it is initialised. */
export function readOrganization(store: OrganizationStore): Organization | null {
  const agency = store.agency();
  if (agency === null) return null;
  return {
    agency,
    units: unitHistory(agency.code, store.units(), store.successions()),
    services: new Map(store.services().map(({ id, name }) => [id, name])),
    questions: new Map<string, Scale>(store.questions().map(({ id, scale }) => [id, scale])),
    forms: knownForms(store.formVersions()),
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
