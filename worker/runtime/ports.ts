import type { NewAgency } from "../../shared/contract/agency.ts";
import type { ClientLimit } from "../../shared/contract/touchpoint.ts";
import type { Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { Failure, FailureOf } from "../problems/failure.ts";

/** What a call brings to an agency's object: who asks, and the input. The runtime copies it. */
export type Call = { readonly principal: Principal | null; readonly input: unknown };

/** A call that says which device signed it. The device's key tells whether that is true. */
export type SignedCall = {
  readonly device: string;
  readonly counter: number;
  /** The text that was signed. */
  readonly base: string;
  /** r and s in base64. */
  readonly signature: string;
};

/** A signed batch: who signed it, and the JSON of `{ sentAt, items }` with its items that fit the contract. */
export type SignedDelivery = { readonly call: SignedCall; readonly json: string };

/** Ids of an agency's touchpoints, each with its own limit for one client if it has one, and of its devices. */
export type Doors = {
  readonly touchpoints: readonly (readonly [id: string, limit: ClientLimit | null])[];
  readonly devices: readonly string[];
};

/** A touchpoint that exists. */
export type Door = { readonly limit: ClientLimit | null };

/** What the Worker remembers of agencies that the registry knows, so that invented names cost nobody anything. */
export interface DoorBook {
  /** Null if the agency has no such touchpoint. */
  touchpoint(agency: string, id: string): Promise<Door | null>;
  hasDevice(agency: string, id: string): Promise<boolean>;
  /** To be called after a change of what the agency lets in. */
  forget(agency: string): void;
}

/** What the Worker asks of an agency's object. */
export interface AgencyPort {
  /** Which touchpoints and devices the agency has. */
  doors(): Promise<Doors>;
  /** Runs an operation, or a part of one, by its name in the list of operations. */
  call(name: string, call: Call): Promise<Result<unknown, Failure>>;
  /** Who holds the key with that id and that SHA-256 of its secret in hex. */
  holderOfKey(id: string, hash: string): Promise<Result<Principal, FailureOf<"unauthorized" | "key-expired">>>;
  /** Who holds the session with that id and that SHA-256 of its secret in hex; notes that it was used. */
  holderOfSession(id: string, hash: string): Promise<Result<Principal, FailureOf<"session-ended">>>;
  /** Stores the agency's facts; a repetition with the same code changes nothing. */
  initialise(facts: NewAgency): Promise<Result<null, FailureOf<"agency-exists">>>;
  /** Removes all that is stored, unless there is or was feedback or anything else that was counted. A repetition changes nothing. */
  remove(): Promise<Result<null, FailureOf<"agency-in-use">>>;
  /**
   * Feedback that fits the contract, as the JSON of `{ sentAt, source, items }`; returns the JSON of the receipts in their order.
   * The hot path: one string each way, and no list of operations to look into.
   * @param underWay requests with feedback that this isolate has begun and not answered, this one included
   */
  acceptFeedback(delivery: string, underWay: number): Promise<string>;
  /** Likewise for feedback that a device signed; returns the JSON of a result, since the whole delivery may be refused. */
  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string>;
}

/** This server as a client of a provider of OpenID Connect. */
export type OpenidClient = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
};

/** What a sign-in that has begun is known by on its way back; the browser that began it keeps them. */
export type LoginSecrets = {
  readonly state: string;
  readonly nonce: string;
  /** The secret of PKCE. */
  readonly verifier: string;
  /** Milliseconds since 1970. */
  readonly begunMs: number;
};

/** Addresses of this server that a provider may send people back to. */
export type RedirectAddresses = {
  /** Of all agencies. */
  readonly shared: string;
  /** The same with the agency in it, for a provider whose answer does not name it. */
  readonly own: string;
};

/** Who somebody is: the provider that says so, and the person's name there, which stays the same. */
export type ProvenIdentity = { readonly issuer: string; readonly subject: string };

/** The provider's answer, as a browser brings it. `given` are the parameters of the address. */
export type LoginAnswer = {
  readonly secrets: LoginSecrets;
  readonly addresses: RedirectAddresses;
  readonly given: URLSearchParams;
};

/** Providers of OpenID Connect. */
export interface OpenidProviders {
  /** The address to which a browser is sent; null if the provider does not answer as it should. */
  begin(
    client: OpenidClient,
    addresses: RedirectAddresses,
  ): Promise<{ readonly location: string; readonly secrets: LoginSecrets } | null>;
  /** Who signed in. Failures are those that the browser is told. */
  finish(client: OpenidClient, answer: LoginAnswer): Promise<Result<ProvenIdentity, "state" | "refused" | "provider">>;
}

/** What the Worker asks of the one registry object. */
export interface RegistryPort {
  add(code: string): Promise<Result<null, FailureOf<"agency-exists">>>;
  remove(code: string): Promise<void>;
  /** The codes of all agencies, in order. */
  codes(): Promise<string[]>;
  /** Whether storage answers: writes a row and reads it back. */
  ping(): Promise<boolean>;
}

/** The registry as the Worker uses it: it remembers the codes. */
export interface Registry extends RegistryPort {
  /** Whether the agency exists, or did when the list was last read. */
  knows(code: string): Promise<boolean>;
}
