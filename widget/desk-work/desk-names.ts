import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import { knownServices, knownUnits, type UnitRow, unitsOn } from "../office-ui/office-controls-template.ts";
import type { DeskCalls } from "./desk-calls.ts";

type KnowingOffice = Parameters<typeof knownUnits>[0];

/** Where touchpoints take comments. */
export type Channel = RowOf<"listTouchpoints">["channel"];

/** What units, reasons and services are called, and the channels of touchpoints, as far as the server told. */
export class DeskNames {
  /** Units of today. */
  units: ReadonlyMap<string, UnitRow> = new Map();
  private texts: ReadonlyMap<string, LocalizedText> = new Map();
  private channels: ReadonlyMap<string, Channel> = new Map();

  /** Loads all names; what does not come stays as its id. */
  async load(office: KnowingOffice, calls: DeskCalls, hasChannels: boolean): Promise<void> {
    const [units, forms, services, touchpoints] = await Promise.all([
      knownUnits(office),
      calls.forms(),
      knownServices(office),
      hasChannels ? calls.touchpoints() : [],
    ]);
    const reasons = (forms.data?.data ?? []).flatMap((form) => form.reasons);
    this.texts = new Map([
      ...reasons.map(({ id, text }) => [id, text] as const),
      ...(services ?? []).map(({ value, name }) => [value, { vi: name }] as const),
    ]);
    this.channels = new Map(touchpoints.map(({ id, channel }) => [id, channel]));
    this.units = unitsOn(units ?? [], office.today());
  }

  /** What a reason or a service is called. */
  textOf(id: string): LocalizedText | null {
    return this.texts.get(id) ?? null;
  }

  /** Where a comment was written; null where the server does not tell. */
  channelOf({ touchpoint }: OfficeComment): Channel | null {
    return (touchpoint === null ? null : this.channels.get(touchpoint)) ?? null;
  }
}
