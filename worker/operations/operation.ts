import type * as z from "zod/mini";
import type { Scope } from "../../shared/contract/key.ts";
import type { Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { CodeGuesses } from "../limits/guess-limit.ts";
import type { Draw, RateLimit, RecentNames } from "../limits/rate-limit.ts";
import type { Failure, FailureKind, FailureOf } from "../problems/failure.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, DoorBook, OpenidProviders, Registry } from "../runtime/ports.ts";
import type { InTime } from "./read-request.ts";

/** Everybody; a device by its signature; the holder of a ticket or another code, which stands in the body. */
type KeylessAudience = "public" | "device" | "code-holder";

/** Who may ask: somebody without a key; any valid key of the agency; a key with the scope named; the root key. */
export type Audience = KeylessAudience | "any-key" | "root" | Scope;

/** Whether somebody without a key may ask. */
export function needsNoKey(audience: Audience): audience is KeylessAudience {
  return audience === "public" || audience === "device" || audience === "code-holder";
}

/** Who asks. Only audiences without a key let somebody ask who has none. */
type Asker<A extends Audience> = A extends KeylessAudience ? Principal | null : Principal;

type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a request gave, parsed: path parameters decoded, query and body as their schemas say. */
export type Input<Path extends string, Query, Body> = {
  readonly params: Readonly<Record<ParamName<Path>, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The version that `If-Match` names, null without one; only where the operation says that it reads it. */
  readonly ifMatch: number | null;
};

/** A value now, or later. */
type Maybe<T> = T | Promise<T>;

type Description<A extends Audience, Path extends string, Q extends z.ZodMiniType, B extends z.ZodMiniType, K> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** Path with `:name` parameters. */
  readonly path: Path;
  readonly audience: A;
  readonly summary: string;
  /** What a caller must know besides: limits, order, what a repetition does. */
  readonly description?: string;
  readonly query?: Q;
  /** What the body is checked by. */
  readonly body?: B;
  /** What the document shows in its place, where items are checked one by one so that a bad one doesn't spoil the others. */
  readonly bodyInDocument?: z.ZodMiniType;
  /** Media types that the body may come as; JSON where none is named. */
  readonly mediaTypes?: readonly string[];
  /** Largest body in bytes; 8 MiB where nothing is said. */
  readonly maxBytes?: number;
  /** Whether the body holds a code: wrong ones are counted by client and agency, and a client with too many must wait. */
  readonly guesses?: true;
  /** Whether it may change which touchpoints and devices the agency has, which the Worker remembers. */
  readonly changesDoors?: true;
  /** Whether `If-Match` is read. */
  readonly ifMatch?: true;
  /** Whether a device's signature goes with it, in three headers. */
  readonly signed?: "always" | "by-devices";
  /** What a success brings as JSON. */
  readonly answer?: z.ZodMiniType;
  /** Media types of a file that a success brings. */
  readonly files?: readonly string[];
  /** Statuses of a success, the usual one first; 200 where nothing is said. */
  readonly statuses?: readonly [number, ...number[]];
  /** Kinds of failure of its own. Those of key, path, query and body are added by what the operation says of these. */
  readonly failures: readonly K[];
};

/** What a parameter of a path is, and its values if they are few. */
type ParamWords = string | { readonly words: string; readonly values: readonly string[] };

type PathParams<Path extends string> =
  Exclude<ParamName<Path>, "agency"> extends never
    ? unknown
    : {
        /** What each parameter of the path is, but the agency. */
        readonly params: Readonly<Record<Exclude<ParamName<Path>, "agency">, ParamWords>>;
      };

type Described<
  A extends Audience,
  Path extends string,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  K,
> = Description<A, Path, Q, B, K> & PathParams<Path>;

/** A part of what an operation did that has an entry of its own in the audit log. */
export type AlsoDone = { readonly what: string; readonly on: string; readonly unit: string; readonly after: string };

/**
 * How an agency's object runs something: as a reading; in one transaction; or likewise for what the agency sets up, which is
 * read again afterwards. What a failure wrote stays, such as an alert about a wrong signature, unless `isKept` is given.
 */
type Runs = "reads" | "in a transaction" | "sets up";

type Prepared<P> = { readonly prepared: NoInfer<P> };

type InObject<Deps, Who, I, V, P, K extends FailureKind> = {
  readonly runs: Runs;
  /** Whether it needs a key on the whole agency; asked after `prepare`. */
  readonly wholeAgency?: null extends Who ? never : "outside-subtree" extends NoInfer<K> ? true : never;
  /** What takes time and so comes before the transaction, such as hashing; its value is the `prepared` of the input of `run`. */
  readonly prepare?: (deps: Deps, principal: Who, input: I) => Promise<Result<P, FailureOf<NoInfer<K>>>>;
  readonly run: (deps: Deps, principal: Who, input: I & Prepared<P>) => Maybe<Result<V, FailureOf<NoInfer<K>>>>;
  /** What the audit log says was done; `on` says to what, where the answer's rows don't. */
  readonly audit?: {
    readonly what: string;
    readonly on?: (input: I) => string;
    /** What else it did, computed from the state before. */
    readonly also?: (deps: Deps, input: I) => readonly AlsoDone[];
  };
  /** Whether the object's alarm may be due earlier afterwards. */
  readonly wakes?: true;
  /** Whether what was written stays; without it, it does. A trial keeps nothing. */
  readonly isKept?: (input: I, value: NoInfer<V>) => boolean;
};

/** What the Worker does before and after it calls the object. */
type AroundCall<I, V, K extends FailureKind> = {
  /** Which agency's object, where the path does not say. */
  readonly at?: (input: I) => AgencyPlace<NoInfer<K>>;
  readonly shape?: (value: NoInfer<V>, worker: WorkerDeps, input: I) => Maybe<Shape>;
};

/** An agency that the input names. */
export type AgencyPlace<K extends FailureKind> = {
  readonly agency: string | null;
  /** A touchpoint that must exist: invented ones don't wake the agency's object. */
  readonly touchpoint?: string;
  /** The failure where the registry knows no such agency, or the agency no such touchpoint. */
  readonly otherwise: FailureOf<K>;
  /** What the call takes from rate limits, once the agency is known: codes of no agency must not fill buckets. */
  readonly draws?: (client: string) => readonly Draw[];
};

/** What a success brings besides, or instead of, its value as JSON with the usual status. */
export type Shape = { readonly value?: unknown } & Partial<Pick<Answer, "status" | "headers" | "maxAgeSeconds">>;

/** Something that an agency's object does when it is called by its name; {@link operation} has checked the types. */
export type Task<Deps> = Omit<InObject<Deps, never, never, unknown, never, FailureKind>, "prepare" | "isKept"> & {
  readonly prepare?: (deps: Deps, principal: never, input: never) => Promise<Result<unknown, Failure>>;
  readonly isKept?: (input: never, value: never) => boolean;
};

/**
 * A task that an operation in the Worker asks an agency's object for; its name is unlike that of any other. `Who` is null
 * if it is asked for somebody without a key; `P` is what it prepares.
 */
export type Part<Deps, I, V, K extends FailureKind, Who extends Principal | null = Principal, P = undefined> = {
  readonly name: string;
  readonly failures: readonly K[];
} & InObject<Deps, Who, I, V, P, K>;

/** Declares a {@link Part}. */
export function part<Deps, I, V, const K extends FailureKind, Who extends Principal | null = Principal, P = undefined>(
  spec: Part<Deps, I, V, K, Who, P>,
): Part<Deps, I, V, K, Who, P> {
  return spec;
}

/** What an operation in the Worker works with. */
export interface WorkerDeps {
  readonly request: Request;
  readonly url: URL;
  readonly environment: Environment;
  readonly registry: Registry;
  /** The network that the request comes from; null where nobody trustworthy tells. */
  readonly client: string | null;
  /** An agency's object, which the registry must know: the first call alone would make its files. */
  agency(code: string): AgencyPort;
  /** Asks an agency's object for a part of an operation. */
  ask<I, V, K extends FailureKind, Who extends Principal | null, P>(
    part: Part<never, I, V, K, Who, P>,
    call: { readonly agency: string; readonly principal: NoInfer<Who>; readonly input: I },
  ): Promise<Result<V, FailureOf<K>>>;
  /** The sender's name for a purpose; see `clientNames`. */
  clientName(purpose: string): Promise<string>;
  readonly limits: RateLimit;
  /** Feedback a minute that a device may send. */
  readonly perMinute: number;
  /** Ids of feedback that passed its limits lately: a revision or a repetition is not another rating. */
  readonly passed: RecentNames;
  readonly guesses: CodeGuesses;
  /** What agencies let in. */
  readonly doors: DoorBook;
  readonly providers: OpenidProviders;
  /** Requests with feedback that this isolate has begun and not answered. */
  readonly underWay: { count: number };
  /** Ends the wait for a body that does not come. */
  readonly inTime: InTime;
  /** Comes back in a later turn of the event loop, so that other requests get theirs. */
  letOthersIn(): Promise<void>;
  /** For whoever runs the server: no words of people, no codes, no keys. */
  log(what: string, error: unknown): void;
}

type InWorker<Deps, Who, I, K extends FailureKind> = {
  readonly handle: (worker: WorkerDeps, principal: Who, input: I) => Promise<Result<Answer, FailureOf<NoInfer<K>>>>;
  /** What it asks agencies' objects for. */
  readonly parts?: readonly PartOf<Deps>[];
};

/** A part of any types. `isKept` is left out, since it takes exactly the value that `run` returns. */
export type PartOf<Deps> = { readonly name: string } & Omit<Task<Deps>, "isKept">;

type AnyDescription = Description<Audience, string, z.ZodMiniType, z.ZodMiniType, FailureKind> & {
  readonly params?: Readonly<Record<string, ParamWords>>;
};

/** Everything there is to know of one operation; its types were checked where it was declared. */
export type Operation<Deps> = AnyDescription &
  (
    | (Task<Deps> & AroundCall<never, unknown, FailureKind> & { readonly handle?: undefined })
    | (InWorker<Deps, never, never, FailureKind> & { readonly run?: undefined })
  );

type NoQuery = z.ZodMiniObject<Record<string, never>, z.core.$strict>;
type NoBody = z.ZodMiniUndefined;

/** Declares an operation that the agency's object runs. */
export function operation<
  Deps,
  const A extends Audience,
  const Path extends string,
  V,
  const K extends FailureKind,
  P = undefined,
  Q extends z.ZodMiniType = NoQuery,
  B extends z.ZodMiniType = NoBody,
>(
  spec: Described<A, Path, Q, B, K> &
    InObject<Deps, Asker<A>, Input<Path, z.output<Q>, z.output<B>>, V, P, K> &
    AroundCall<Input<Path, z.output<Q>, z.output<B>>, V, K>,
): Operation<Deps> {
  return spec as Operation<Deps>;
}

/** Declares an operation that the Worker runs: it streams, takes several calls, or asks no agency. */
export function operationInWorker<
  Deps,
  const A extends Audience,
  const Path extends string,
  const K extends FailureKind,
  Q extends z.ZodMiniType = NoQuery,
  B extends z.ZodMiniType = NoBody,
>(
  spec: Described<A, Path, Q, B, K> & InWorker<Deps, Asker<A>, Input<Path, z.output<Q>, z.output<B>>, K>,
): Operation<Deps> {
  return spec as Operation<Deps>;
}

/** What a handler answers: data, turned into a `Response` in one place. */
export type Answer = {
  readonly status: number;
  /** A stream is sent as it is made, without an ETag. */
  readonly body: string | ArrayBuffer | ReadableStream<Uint8Array> | null;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of `Set-Cookie`, each a header of its own. */
  readonly cookies?: readonly string[];
  /** Seconds for which anybody may keep it; without it only with the reader's own key. */
  readonly maxAgeSeconds?: number;
};

/** A JSON answer. */
export function jsonAnswer(value: unknown, more: Partial<Answer> = {}): Answer {
  return { ...jsonTextAnswer(JSON.stringify(value)), ...more };
}

/** A JSON answer of text that is JSON already. */
export function jsonTextAnswer(json: string): Answer {
  return { status: 200, type: "application/json; charset=utf-8", body: json };
}

/** The answer where all is done and there is nothing to tell. */
export const emptyAnswer: Answer = { status: 204, body: null, type: "" };
