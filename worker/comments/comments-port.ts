import type { AuditEntry, AuditQuery } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";

/** What the Worker asks of an agency's object about the audit log. */
export interface CommentsPort {
  audit(principal: Principal, query: AuditQuery): Reply<Page<AuditEntry>>;
}
