import { RpcTarget } from "cloudflare:workers";
import type { AuditEntry, AuditQuery } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";
import { type AuditReading, listAudit } from "../audit/list-audit.ts";
import type { CommentsPort } from "./comments-port.ts";

/** What the agency's object hands in: the rooms as they are now. */
export type CommentsHands = { readonly rooms: () => AuditReading };

/** The audit log of one agency, as its object hands it out. */
export class CommentsTarget extends RpcTarget implements CommentsPort {
  readonly #hands: CommentsHands;

  constructor(hands: CommentsHands) {
    super();
    this.#hands = hands;
  }

  async audit(principal: Principal, query: AuditQuery): Reply<Page<AuditEntry>> {
    return listAudit(this.#hands.rooms(), principal, query);
  }
}
