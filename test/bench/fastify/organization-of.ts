import type { VersionedForm } from "../../../shared/contract/form.ts";
import type { Touchpoint } from "../../../shared/contract/touchpoint.ts";
import type { Organization } from "../../../worker/organization/organization.ts";

/** What an agency has set up, as the API lists it. */
export type Setup = { readonly touchpoints: readonly Touchpoint[]; readonly forms: readonly VersionedForm[] };

/** The organization in memory, as far as accepting feedback asks for it. */
export function organizationOf({ touchpoints, forms }: Setup): Organization {
  const known = forms.map((newest) => ({
    newest,
    questionsEver: new Set(newest.questions.map(({ id }) => id)),
    reasonsEver: new Set(newest.reasons.map(({ id }) => id)),
  }));
  const bound = touchpoints.map(({ id, ...binding }) => [id, [{ ...binding, fromDay: 0 }]] as const);
  return {
    agency: { code: "B10", name: "B10", time_zone: "Asia/Ho_Chi_Minh", cursor_secret: "" },
    services: new Map(),
    questions: new Map([["overall", 5]]),
    forms: new Map(known.map((form) => [form.newest.id, form])),
    touchpoints: new Map(bound),
  } as unknown as Organization;
}
