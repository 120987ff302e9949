import type { SignedDelivery } from "../runtime/ports.ts";
import type { Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { AgencyPort as CorePort } from "../runtime/ports.ts";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import type { Principal } from "../access/principal.ts";

import type { Reply } from "./reply.ts";

/** What the Worker asks of an agency's object. Calls cross as plain data; the object decides, the Worker only carries. */
export interface AgencyPort extends Pick<CorePort, "call"> {
  /** Writes the agency's facts down; again with the same code changes nothing. */
  initialise(facts: NewAgency): Promise<Result<null, FailureOf<"agency-exists">>>;
  /** Who holds a key; `hash` is the SHA-256 of the secret in hex. Failure: `unauthorized`. */
  holderOfKey(id: string, hash: string): Promise<Result<Principal, FailureOf<"unauthorized">>>;
  /**
   * Feedback that passed the contract, as the JSON of `{ sentAt, items }`; answers the JSON of the receipts in that order.
   * @param underWay requests with feedback that the Worker has begun and not answered, this one included.
   */
  acceptFeedback(delivery: string, underWay: number): Promise<string>;
  /** Feedback that a device signed, likewise; answers the JSON of a `Taken`. */
  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string>;

  /** Publishes what has closed, once a day; `isNew` where that was now. */
  publish(principal: Principal): Reply<{ publication: Publication; isNew: boolean }>;
  listPublications(query: PageQuery): Reply<Page<Publication>>;
  /** Rows of a version; null: the latest. */
  readPublication(version: number | null, query: PublicationQuery): Reply<PublishedPage>;
}
