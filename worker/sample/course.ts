import type { Day } from "../../shared/calendar/day.ts";
import type { DevicePublicKey } from "../../shared/contract/device.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { PutUnits } from "../../shared/contract/unit.ts";
import type { Principal } from "../access/principal.ts";
import type { Dice } from "./dice.ts";
import { cast, type Place } from "./sample-places.ts";
import type { Story } from "./story.ts";

/** The input of an operation. Without a principal the root key asks. */
export type Asked = {
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly ifMatch?: number | null;
  readonly principal?: Principal | null;
};

/** Feedback that arrives together; signed by a device as its `nth` request, or from a source. */
export type Arrival = {
  readonly items: readonly FeedbackItem[];
  readonly source: string | null;
  readonly signed: { readonly device: string; readonly nth: number } | null;
};

/** The agency's own operations, feedback commit and daily close, each at an instant that is given, in milliseconds since 1970. */
export interface SimulatedAgency {
  readonly code: string;
  /** Runs an operation or part by its name. Throws if it is refused. */
  run(atMs: number, name: string, asked: Asked): Promise<unknown>;
  /** Commits feedback. Throws if any is refused. */
  arrive(atMs: number, arrivals: readonly Arrival[]): Promise<void>;
  /** Does what the alarm does. */
  wakeUp(atMs: number): Promise<void>;
  /** The comment of a feedback as it stands. */
  commentOf(feedback: string): { readonly id: string; readonly version: number } | null;
  /** The first instant of a day. */
  startOf(day: Day): number;
  newDeviceKey(): Promise<DevicePublicKey>;
  /** Lets others have their turn. */
  rest(): Promise<void>;
}

/** A tablet at a place: its device, its requests and the ratings that it numbered. */
export type Tablet = { readonly device: string; requests: number; ratings: number };

/** The days on which a comment is decided, answered and its answer rated; null: it is not. */
export type Treatment = { readonly decidedOn: Day; readonly answeredOn: Day | null; readonly ratedOn: Day | null };

/** Something that is done at its time. */
export type Act = () => Promise<unknown>;

/** The state of the simulation from day to day. */
export type Course = {
  readonly agency: SimulatedAgency;
  readonly story: Story;
  readonly dice: Dice;
  readonly places: readonly Place[];
  readonly tablets: ReadonlyMap<string, Tablet>;
  /** Decides how a comment of a day is treated. */
  readonly treat: (received: Day) => Treatment;
  /** Acts by their day. They are done before people come. */
  readonly acts: Map<Day, Act[]>;
  /** Ratings of the month by the unit of their place. */
  readonly counts: Map<string, number>;
  readonly merger: PutUnits;
  ratings: number;
};

/** Plans something for a day. */
export function plan({ acts }: Pick<Course, "acts">, day: Day, act: Act): void {
  acts.set(day, [...(acts.get(day) ?? []), act]);
}

/** The unit that a place belongs to on a day. */
export function unitOn({ story }: Course, { unit }: Place, day: Day): string {
  return day >= story.merger && /^M29/.test(unit) ? cast.merged : unit;
}
