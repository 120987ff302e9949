import type { Result } from "../../shared/result.ts";
import { type GuessLimit, guessLimit } from "../access/guess-limit.ts";
import type { Brought } from "../feedback/take-batch.ts";
import type { Organization } from "../organization/organization.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { Failure } from "../problems/failure.ts";
import { presentRecipient } from "../sealed/sealed-recipient.ts";
import type { AgencyRooms } from "./agency-rooms.ts";

/** Wrong tickets that an agency takes in a minute from all clients together: with 60 random bits far from enough to find one. */
const wrongTicketsPerMinute = 6000;
/** Likewise for enrolment codes: in the 15 minutes of a code 9,000 of 2⁴⁰ are tried. */
const wrongCodesPerMinute = 600;

/** What the object hands in: the clock, randomness, and what outlives a call. */
export type ObjectDeps = {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** Hands feedback to the group that is being committed; answers the JSON of its receipts. */
  readonly deliver: (brought: Brought, underWay: number) => Promise<string>;
  /** Publishes what has closed. */
  readonly publish: () => Promise<Result<{ readonly publication: unknown; readonly isNew: boolean }, Failure>>;
};

/** Everything that operations of an agency may work with; each room names what it takes of this. */
export type AgencyDeps = Omit<AgencyRooms, "organization" | "store" | "forgetOrganization"> &
  Pick<ObjectDeps, "randomBytes" | "deliver" | "publish"> & {
    /** What the agency has set up, as it stands now. */
    readonly organization: Organization;
    readonly organizationStore: OrganizationStore;
    /** Who reads the agency's sealed reports; null where it takes none. */
    readonly sealedRecipient: () => { readonly name: string } | null;
    /** Milliseconds since 1970. */
    readonly nowMs: number;
    /** The agency's calendar day, in days since 1970-01-01. */
    readonly today: number;
    /** Hold up whoever guesses codes at this agency, wherever they come from. */
    readonly wrongTickets: GuessLimit;
    readonly wrongCodes: GuessLimit;
  };

/** The deps of each call, taken anew, so that nothing outlives a change. */
export function agencyDeps(rooms: AgencyRooms, { nowMs, ...hands }: ObjectDeps): () => AgencyDeps {
  const { store: organizationStore, organization, forgetOrganization: _, ...more } = rooms;
  const limits = { wrongTickets: guessLimit(wrongTicketsPerMinute), wrongCodes: guessLimit(wrongCodesPerMinute) };
  const sealedRecipient = (): ReturnType<AgencyDeps["sealedRecipient"]> => presentRecipient(rooms.sealed);
  const lasting = { ...more, ...hands, ...limits, organizationStore, sealedRecipient };
  return () => {
    const now = nowMs();
    return { ...lasting, organization: organization(), nowMs: now, today: rooms.dayOf(now) };
  };
}
