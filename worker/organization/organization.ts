import type { Channel, VersionedForm } from "../../shared/contract/form.ts";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { Scale } from "../../shared/levels.ts";
import type { UnitHistory } from "./unit-tree.ts";

/** What a touchpoint is bound to from a day (days since 1970-01-01) on. */
export type Binding = {
  readonly fromDay: number;
  readonly unit: string;
  readonly service: string | null;
  readonly channel: Channel;
  readonly form: string;
  readonly name: string;
  /** Whether approved comments from here may be read by everybody. */
  readonly comments?: "off" | "published";
};

/** A form's newest version, and every question and reason that any version of it ever had. */
export type KnownForm = {
  readonly newest: VersionedForm;
  readonly questionsEver: ReadonlySet<string>;
  readonly reasonsEver: ReadonlySet<string>;
};

/** The agency's facts as given when it was made. */
export type AgencyFacts = NewAgency & { readonly cursor_secret: string };

/** Everything that the agency has set up, as one reading in memory; made anew after each change of it. */
export interface Organization {
  readonly agency: AgencyFacts;
  readonly units: UnitHistory;
  /** Service id → name. */
  readonly services: ReadonlyMap<string, string>;
  /** Question id → its scale, fixed for ever. */
  readonly questions: ReadonlyMap<string, Scale>;
  readonly forms: ReadonlyMap<string, KnownForm>;
  /** Touchpoint id → its bindings, newest first. */
  readonly touchpoints: ReadonlyMap<string, readonly Binding[]>;
}

/** The binding of that day; feedback from before the first binding belongs to the first. */
export function bindingOn(bindings: readonly Binding[], day: number): Binding | undefined {
  return bindings.find((binding) => binding.fromDay <= day) ?? bindings.at(-1);
}
