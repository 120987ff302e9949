import { type FeedbackItem, followWithinMs } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { isClosedOn } from "../organization/organization.ts";
import { receiptProblem } from "../problems/problems.ts";
import type { Accepted } from "../signs/sign-watch.ts";
import { addSigns, settled, type SignDeps, writeEarlier } from "./add-signs.ts";
import { acceptFeedback, type AcceptDeps, type AcceptFailure, type Decision } from "./accept-feedback.ts";
import { type FeedbackRow, withFlags } from "./feedback-row.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { tallyChange } from "./tally-change.ts";

/** What one request brought: the JSON of `{ sentAt, items, source }`, and the device that signed it, null if none did. */
export type Brought = { readonly json: string; readonly signer: Signer | null };

/**
 * Accepts or refuses what several requests brought, inside one transaction. Returns for each request the JSON of its receipts;
 * if a device signed it, the JSON of a result, since such a delivery can be refused as a whole.
 */
export function commitDeliveries(deliveries: readonly Delivery[], deps: BatchDeps): string[] {
  const taken = takeBatch(deliveries, deps);
  return taken.map((one, place) => JSON.stringify(one.ok && !deliveries[place]?.signer ? one.value : one));
}

/**
 * Items that passed the contract, with hashes in place of their amend keys and tickets, the time of sending by the sender's
 * clock, and the device that signed them, null if none did.
 */
export type Delivery = {
  readonly sentAtMs: number;
  readonly items: readonly FeedbackItem[];
  readonly signer: Signer | null;
  /** Hash of the sender's address, with a salt of the day that is never stored; null if a device signed. Not to be stored. */
  readonly source: string | null;
};

/** What a batch works with. */
export type BatchDeps = Omit<AcceptDeps, "sentAtMs" | "isFile"> &
  SignDeps & {
    readonly store: FeedbackStore;
    readonly gate: DeviceGate;
    /** Stores or removes the comments of rows. Gets only rows that have a comment or had one before. */
    readonly receiveComments: (rows: readonly FeedbackRow[]) => void;
    /** Last day on which a feedback's comment must be answered, such as `2026-12-08`; null if it needs no answer. */
    readonly dueOn: (feedback: string) => string | null;
  };

/** The receipts of one delivery in its order, or why it was refused as a whole. */
export type Taken = Result<FeedbackReceipt[], DeliveryFailure>;

/**
 * Accepts or refuses the items of several deliveries in their order, inside one transaction: rows and rollups change together.
 * A bad item doesn't affect the others. Only a delivery that a device signed can fail as a whole; see {@link DeviceGate}.
 */
export function takeBatch(deliveries: readonly Delivery[], deps: BatchDeps): Taken[] {
  const items = deliveries.flatMap((delivery) => delivery.items);
  const followed = items.flatMap((item) => (isCommentFromPhone(item) && item.follows ? [item.follows] : []));
  const before = deps.store.read([...items.map((item) => item.id), ...followed]);
  const now = new Map(before);
  const given = items.flatMap((item) => item.ticket ?? []);
  const tickets = given.length === 0 ? new Map<string, string>() : deps.store.holdersOf(given);
  const accepted: Accepted[] = [];
  const taken = deliveries.map((delivery) => takeDelivery(delivery, { now, tickets, accepted, deps }));
  const earlier = addSigns(accepted, now, deps);
  const changed = [...now.values()].filter((row) => before.get(row.id) !== row).map((row) => settled(row, deps));
  deps.store.write(changed, deps.nextChange(changed.length));
  const commented = changed.filter((row) => hasComment(row) || hasComment(before.get(row.id)));
  if (commented.length > 0) deps.receiveComments(commented);
  deps.applyChanges(changed.flatMap((row) => tallyChange(before.get(row.id), row)));
  writeEarlier(earlier, deps);
  return taken.map((receipts, place) => withDays(receipts, deliveries[place]?.items ?? [], deps));
}

/** Adds to receipts of comments the day by which they must be answered. It is known once the comments are stored. */
function withDays(taken: Taken, items: readonly FeedbackItem[], { dueOn }: BatchDeps): Taken {
  if (!taken.ok || items.every(({ comment }) => comment === undefined)) return taken;
  return ok(
    taken.value.map((receipt, place) => {
      const item = items[place];
      const day = item?.comment === undefined || receipt.outcome === "refused" ? null : dueOn(item.id);
      return day === null ? receipt : { ...receipt, due_on: day };
    }),
  );
}

function hasComment(row: FeedbackRow | undefined): boolean {
  return row !== undefined && row.snapshot.comment !== null;
}

type Taking = {
  readonly now: Map<string, FeedbackRow>;
  readonly tickets: Map<string, string>;
  /** Filled with the ratings that were accepted. */
  readonly accepted: Accepted[];
  readonly deps: BatchDeps;
};

function takeDelivery({ signer, sentAtMs, items, source }: Delivery, taking: Taking): Taken {
  const { deps } = taking;
  const numbers = signer ? items.flatMap(({ sequence }) => sequence ?? []) : [];
  const opened = signer && deps.gate.open(signer, numbers);
  if (opened && !opened.ok) return opened;
  const gate = opened?.value ?? null;
  const accept = { ...deps, sentAtMs, isFile: gate?.isFile ?? false };
  const receipts = items.map((item) =>
    receiptOf(
      item,
      takeItem(item, { ...taking, accept, gate, source }),
      item.comment === undefined ? undefined : taking.now,
    ),
  );
  gate?.close();
  return ok(receipts);
}

/** Why one item is refused. */
type ItemFailure = AcceptFailure | GateFailure | FailureOf<"ticket-taken" | "touchpoint-closed">;

type TakingItem = Taking & Pick<Delivery, "source"> & { readonly accept: AcceptDeps; readonly gate: OpenGate | null };

function takeItem(item: FeedbackItem, taking: TakingItem): Result<Pick<FeedbackReceipt, "outcome">, ItemFailure> {
  const { now, gate } = taking;
  if (item.test) return takeTrial(item, taking);
  const decision = decide(item, taking);
  if (!decision.ok) return decision;
  const decided = decision.value.outcome === "accepted" ? decision.value.row : now.get(item.id);
  const row = decided && gate ? noteArrival(item, decided, gate) : decided;
  if (row && decision.value.outcome === "accepted") taking.accepted.push(...ratingIn(item, row, taking));
  if (row) now.set(item.id, row);
  return decision;
}

/** An accepted item as the signs see it; none if it has no level. Only a device's clock is trusted. */
function ratingIn(item: FeedbackItem, row: FeedbackRow, { now, gate, source, deps }: TakingItem): Accepted[] {
  const { level, reasons, answers, comment, touchpoint } = row.snapshot;
  if (level === null) return [];
  const { id, unit } = row;
  const [atMs, day] = gate ? [row.correctedMs, row.day] : [row.receivedMs, deps.dayOf(row.receivedMs)];
  const isBare = reasons === null && answers === null && comment === null;
  const browser = item.browser_key ?? null;
  return [{ id, touchpoint, unit, atMs, day, level, isBare, source, browser, isNew: !now.has(id) }];
}

function decide(item: FeedbackItem, { now, tickets, accept, gate, deps }: TakingItem): Result<Decision, ItemFailure> {
  const decision = acceptFeedback(item, now.get(item.id), accept);
  if (!decision.ok || decision.value.outcome === "duplicate") return decision;
  const { row } = decision.value;
  const refused =
    refusedAtGate(item, gate ?? deps.gate) ??
    (gate === null ? ratingAwaited(item, row, { now, deps }) : null) ??
    closedThen(item, row, { now, deps });
  if (refused) return fail(refused);
  if (item.ticket === undefined) return decision;
  const holder = tickets.get(item.ticket);
  if (holder !== undefined && holder !== item.id) return fail({ kind: "ticket-taken" });
  tickets.set(item.ticket, item.id);
  return decision;
}

function receiptOf(
  { id, revision }: FeedbackItem,
  decision: Result<Pick<FeedbackReceipt, "outcome">, ItemFailure>,
  now: ReadonlyMap<string, FeedbackRow> | undefined,
): FeedbackReceipt {
  if (decision.ok) {
    const masked = now?.get(id)?.snapshot.masked ?? [];
    return { id, revision, outcome: decision.value.outcome, ...(masked.length > 0 ? { masked: [...masked] } : {}) };
  }
  return { id, revision, outcome: "refused", problem: receiptProblem(decision.failure) };
}

type GateFailure = FailureOf<"wrong-device" | "device-needed" | "rating-awaited">;

/**
 * Returns why a comment from a phone must wait at a touchpoint that has a device; null if it passes: it follows a rating that this
 * touchpoint's device signed, or is a revision of one that passed. The rating may arrive later, so the refusal is only for now.
 */
function ratingAwaited(
  item: FeedbackItem,
  row: FeedbackRow,
  { now, deps: { gate } }: Pick<TakingItem, "now" | "deps">,
): FailureOf<"rating-awaited"> | null {
  if (!gate.isNeeded(item.touchpoint) || now.has(item.id)) return null;
  const rating = ratingFollowed(item, row, now);
  return rating && gate.isSigned(rating) ? null : { kind: "rating-awaited", given: item.follows ?? "" };
}

/** Returns the stored rating that an item follows, if it is of the same touchpoint and not too long ago. */
function ratingFollowed(
  { touchpoint, follows = "" }: FeedbackItem,
  row: FeedbackRow,
  now: Taking["now"],
): FeedbackRow | undefined {
  const rating = now.get(follows);
  const isTimely = rating !== undefined && Math.abs(row.correctedMs - rating.correctedMs) <= followWithinMs;
  return isTimely && rating.snapshot.touchpoint === touchpoint ? rating : undefined;
}

/**
 * Returns why a new item is refused: its touchpoint was closed on its day. Revisions of what was taken before pass, and a comment
 * that follows such a rating.
 */
function closedThen(
  item: FeedbackItem,
  row: FeedbackRow,
  { now, deps: { organization } }: Pick<TakingItem, "now" | "deps">,
): FailureOf<"touchpoint-closed"> | null {
  const { id, touchpoint } = item;
  if (!isClosedOn(organization, touchpoint, row.day) || now.has(id)) return null;
  return isCommentFromPhone(item) && ratingFollowed(item, row, now)
    ? null
    : { kind: "touchpoint-closed", given: touchpoint };
}

/**
 * Returns why the gate refuses an item, null if it passes.
 * - A device signed it: the touchpoint must be the device's own.
 * - Nobody signed it: the touchpoint must have no device. An exception is a comment that a kiosk handed over to a person's phone.
 *   Such a comment may hold words only: answers and reasons are counted. {@link ratingAwaited} checks what it follows.
 */
export function refusedAtGate(item: FeedbackItem, gate: OpenGate | DeviceGate): GateFailure | null {
  const { touchpoint } = item;
  if ("owns" in gate) return gate.owns(touchpoint) ? null : { kind: "wrong-device", given: touchpoint };
  if (!gate.isNeeded(touchpoint) || isCommentFromPhone(item)) return null;
  return { kind: "device-needed", given: touchpoint };
}

function isCommentFromPhone({ level, answers, reasons, pressure, comment, follows }: FeedbackItem): boolean {
  if (level !== null || pressure !== undefined || comment === undefined || follows === undefined) return false;
  return Object.keys(answers ?? {}).length === 0 && (reasons ?? []).length === 0;
}

/** Accepts or refuses a technician's trial. Nothing of it is stored but the time and its sequence number. */
function takeTrial(
  { id, touchpoint, sequence }: FeedbackItem,
  { gate, accept }: TakingItem,
): Result<{ readonly outcome: "accepted" }, GateFailure> {
  if (gate === null) return fail({ kind: "device-needed", given: touchpoint });
  if (!gate.owns(touchpoint)) return fail({ kind: "wrong-device", given: touchpoint });
  gate.took("trial");
  if (sequence !== undefined) gate.arrive({ sequence, id, capturedMs: accept.receivedAtMs });
  return ok({ outcome: "accepted" });
}

/** Notes the item's sequence number. Returns the row, with the flag `fork` if another feedback has that number. */
function noteArrival({ sequence }: FeedbackItem, row: FeedbackRow, gate: OpenGate): FeedbackRow {
  gate.took("feedback");
  const isOwn = sequence === undefined || gate.arrive({ sequence, id: row.id, capturedMs: row.correctedMs });
  return isOwn || row.flags.includes("fork") ? row : withFlags(row, [...row.flags, "fork"]);
}

/** Why a signed delivery is refused as a whole. */
export type DeliveryFailure = FailureOf<"signature" | "device-revoked" | "counter-stale">;

/** The device whose key signed a delivery. */
export type Signer = {
  readonly device: string;
  /** Which of the device's keys. */
  readonly key: number;
  /** Null if it came in a file. Then neither the counter nor the validity of the key is checked. */
  readonly counter: number | null;
  /** r and s in base64. */
  readonly signature: string;
};

/** A sequence number that arrived, the feedback that has it, and when that was captured, in milliseconds since 1970. */
export type Arrival = { readonly sequence: number; readonly id: string; readonly capturedMs: number };

/** Decides whether feedback passes if touchpoints have devices. */
export interface DeviceGate {
  /** Whether feedback for a touchpoint must be signed by its device. */
  isNeeded(touchpoint: string): boolean;
  /** Whether a stored rating came signed by a device of its touchpoint. */
  isSigned(rating: FeedbackRow): boolean;
  /**
   * Lets a signed delivery in, and takes its counter.
   * @param numbers sequence numbers in it.
   */
  open(signer: Signer, numbers: readonly number[]): Result<OpenGate, DeliveryFailure>;
}

/** The gate for one delivery. */
export interface OpenGate {
  readonly isFile: boolean;
  /** Whether the touchpoint is, or was, the device's. */
  owns(touchpoint: string): boolean;
  /** Notes a number. Returns false if another feedback has it. */
  arrive(arrival: Arrival): boolean;
  /** Notes that feedback or a technician's trial was accepted. */
  took(what: "feedback" | "trial"): void;
  /** Stores what was noted. */
  close(): void;
}
