import type { CreatedKey, KeyInfo, NewKey } from "../../shared/contract/key.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Reply } from "../agency/reply.ts";
import type { Principal } from "../access/principal.ts";

/** What the Worker asks of an agency's object about its keys. */
export interface KeysPort {
  create(principal: Principal, key: NewKey): Reply<CreatedKey>;
  list(principal: Principal, query: PageQuery): Reply<Page<KeyInfo>>;
  remove(principal: Principal, id: string): Reply<null>;
}
