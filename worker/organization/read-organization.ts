import type { Scale } from "../../shared/levels.ts";
import { unitHistory } from "./unit-tree.ts";
import type { Binding, KnownForm, Organization } from "./organization.ts";
import type { FormVersion, OrganizationStore, StoredBinding } from "./organization-store.ts";

/** Reads all that the agency has set up into memory; null before it is initialised. */
export function readOrganization(store: OrganizationStore): Organization | null {
  const agency = store.agency();
  if (agency === null) return null;
  return {
    agency,
    units: unitHistory(agency.code, store.units(), store.successions()),
    services: new Map(store.services().map(({ id, name }) => [id, name])),
    questions: new Map<string, Scale>(store.questions().map(({ id, scale }) => [id, scale])),
    forms: knownForms(store.formVersions()),
    touchpoints: bindingsByTouchpoint(store.bindings()),
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

function bindingsByTouchpoint(bindings: readonly StoredBinding[]): Map<string, Binding[]> {
  const touchpoints = new Map<string, Binding[]>();
  for (const [id, group] of Map.groupBy(bindings, ({ touchpoint }) => touchpoint)) {
    touchpoints.set(
      id,
      group.map(({ touchpoint: _, ...binding }) => binding),
    );
  }
  return touchpoints;
}
