import { type PastForm, pastForm } from "../../shared/contract/form.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { fail } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "./organization.ts";
import type { FormVersion, OrganizationStore } from "./organization-store.ts";

/** What the versions of a form are listed from. */
export type FormVersionsDeps = {
  readonly organization: Organization;
  readonly organizationStore: Pick<OrganizationStore, "formVersions">;
};

/** `GET …/forms/{form}/versions`: every version of a form, newest first. */
export const listFormVersions: Operation<FormVersionsDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/forms/:form/versions",
  params: { form: "The form's id, such as default." },
  audience: "any-key",
  summary: "Read all versions of a form",
  description: "Newest first. Versions never change; answers say which one was asked.",
  query: pageQuery,
  answer: listOf(pastForm),
  failures: ["invalid", "bad-cursor", "unknown-form"],
  runs: "reads",
  run: ({ organization, organizationStore }, _, { params, query }) => {
    if (!organization.forms.has(params.form)) return fail({ kind: "unknown-form", given: params.form });
    const scope = { secret: organization.agency.cursor_secret, query: queryName("form-versions", params) };
    return pageOf<PastForm>(
      {
        ...scope,
        read: (after, limit) => {
          const before = after === null ? Number.POSITIVE_INFINITY : Number(after[0]);
          const rows = organizationStore.formVersions(params.form).filter(({ version }) => version < before);
          return rows.reverse().slice(0, limit).map(pastVersion);
        },
        positionOf: ({ version }) => [version],
      },
      query,
    );
  },
});

function pastVersion({ form, version, createdMs }: FormVersion): PastForm {
  return { ...form, version, created_at: new Date(createdMs).toISOString() };
}
