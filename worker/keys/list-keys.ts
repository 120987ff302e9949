import type { Failure } from "../problems/failure.ts";
import type { KeyInfo } from "../../shared/contract/key.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Result } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import type { Organization } from "../organization/organization.ts";
import { toKeyInfo } from "./create-key.ts";
import type { KeyStore } from "./key-store.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";

/** What {@link listKeys} works with; `today` in days since 1970-01-01. */
export type ListKeysRooms = {
  readonly store: Pick<KeyStore, "all">;
  readonly organization: Organization;
  readonly today: number;
};

/** Keys in force within the asker's subtree, by id, without their secrets. Failures: `invalid`, `bad-cursor`. */
export function listKeys(
  { store, organization, today }: ListKeysRooms,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<KeyInfo>, Failure>> {
  const { agency } = organization;
  const rows = store
    .all()
    .filter(({ unit }) => reaches(principal, organization, { unit, days: [today] }))
    .map(toKeyInfo);
  const scope = queryName("keys", { unit: subtreeRoot(principal, agency.code) });
  return pageOf({ secret: agency.cursor_secret, query: scope, ...inOrderOf(rows, ({ id }) => id) }, query);
}
