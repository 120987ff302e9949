import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import type { DeskCalls } from "./desk-calls.ts";

/** A unit to choose. */
export type NamedUnit = Pick<UnitVersion, "code" | "name">;

/** Where touchpoints take comments. */
export type Channel = RowOf<"listTouchpoints">["channel"];

/** What units, reasons and services are called, and the channels of touchpoints, as far as the server told. */
export class DeskNames {
  /** Units that are valid in this month, by name. */
  units: readonly NamedUnit[] = [];
  private texts: ReadonlyMap<string, LocalizedText> = new Map();
  private channels: ReadonlyMap<string, Channel> = new Map();
  private parents: ReadonlyMap<string, string | null> = new Map();

  /** Loads all names; what does not come stays as its id. `month`: such as `2026-11`. */
  async load(calls: DeskCalls, month: string, hasChannels: boolean): Promise<void> {
    const [units, forms, services, touchpoints] = await Promise.all([
      calls.units(),
      calls.forms(),
      calls.services(),
      hasChannels ? calls.touchpoints() : null,
    ]);
    const reasons = (forms.data?.data ?? []).flatMap((form) => form.reasons);
    this.texts = new Map([
      ...reasons.map(({ id, text }) => [id, text] as const),
      ...(services.data?.data ?? []).map(({ id, name }) => [id, { vi: name }] as const),
    ]);
    this.channels = new Map((touchpoints?.data?.data ?? []).map(({ id, channel }) => [id, channel]));
    this.take(units.data?.data ?? [], month);
  }

  /** What a reason or a service is called. */
  textOf(id: string): LocalizedText | null {
    return this.texts.get(id) ?? null;
  }

  /** Where a comment was written; null where the server does not tell. */
  channelOf({ touchpoint }: OfficeComment): Channel | null {
    return (touchpoint === null ? null : this.channels.get(touchpoint)) ?? null;
  }

  /** Whether a unit is `root` or stands below it, as far as the units are known. */
  isWithin(root: string, code: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null | undefined = code; at && !seen.has(at); at = this.parents.get(at)) {
      if (at === root) return true;
      seen.add(at);
    }
    return false;
  }

  private take(listed: readonly UnitVersion[], month: string): void {
    const current = listed.filter((unit) => isValidIn(month, unit));
    // A unit that is renamed within the month has its newer name.
    const units = [...new Map(current.map((unit) => [unit.code, unit])).values()];
    this.units = units.map(({ code, name }) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, "vi"));
    this.parents = new Map(units.map(({ code, parent }) => [code, parent]));
  }
}

/** Whether a unit's version is valid on some day of a month. A unit that ends later in the month still answers. */
function isValidIn(month: string, { valid_from, valid_to }: Pick<UnitVersion, "valid_from" | "valid_to">): boolean {
  return valid_from.slice(0, 7) <= month && (valid_to === null || valid_to.slice(0, 7) >= month);
}
