import type { AnswerOf, BodyOf, RowOf } from "../office-ui/office-client.ts";
import type { SettingsKey } from "./settings-messages.ts";

/** All that the page reads. */
export type Settings = {
  readonly facts: AnswerOf<"getAgency">;
  readonly deadlines: readonly RowOf<"listDeadlines">[];
  readonly calendar: AnswerOf<"getCalendar">;
};

/** A row as it is typed: text by the field's name. */
export type SettingsRow = Readonly<Record<string, string>>;

/** A field of a section. `unit`: a unit, of which none is the whole agency. */
export type SettingsColumn = {
  readonly name: string;
  readonly kind: "text" | "day" | "number" | "unit" | "method";
  readonly label: SettingsKey;
  readonly hint?: SettingsKey;
};

/** What a section writes: part of the agency's facts, or the whole of another list. */
type Written =
  | { readonly to: "facts"; readonly body: BodyOf<"putAgency"> }
  | { readonly to: "deadlines"; readonly body: BodyOf<"putDeadlines"> }
  | { readonly to: "calendar"; readonly body: BodyOf<"putCalendar"> };

/** One part of the settings, which is read, typed and saved on its own. */
export type Section = {
  readonly id: SectionId;
  /** A list, whose rows are added and taken away; else there is one row. */
  readonly isList: boolean;
  readonly columns: readonly SettingsColumn[];
  readonly read: (settings: Settings) => readonly SettingsRow[];
  readonly write: (rows: readonly SettingsRow[], settings: Settings) => Written;
  /** Where the server's error on a field points to. */
  readonly pointer: (place: number, column: string) => string;
};

/** Names of the sections. */
export type SectionId =
  | "facts"
  | "contact"
  | "privacy"
  | "channels"
  | "targets"
  | "milestones"
  | "licence"
  | "deadlines"
  | "days-off"
  | "working-days"
  | "years";

const column = (
  section: SectionId,
  name: string,
  kind: SettingsColumn["kind"] = "text",
  hint?: SettingsKey,
): SettingsColumn => ({ name, kind, label: `se.${section}.${name}` as SettingsKey, ...(hint ? { hint } : {}) });

/** An object without what is empty; null if all of it is. */
function filled<T extends object>(row: SettingsRow, names: readonly string[]): T | null {
  const set = names.flatMap((name) => {
    const value = row[name]?.trim() ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  return set.length === 0 ? null : (Object.fromEntries(set) as T);
}

const orNull = (value: string | undefined): string | null => (value?.trim() ? value.trim() : null);
const text = (value: string | undefined): string => value?.trim() ?? "";

/** A number as it is typed in Vietnam or elsewhere. What is none is sent as it is: the server says what is wrong. */
function numberOf(value: string | undefined): number {
  const typed = text(value).replace(",", ".");
  const number = Number(typed);
  return typed === "" || Number.isNaN(number) ? (typed as unknown as number) : number;
}

type Facts = Settings["facts"];
type Calendar = BodyOf<"putCalendar">;

const single = (prefix: string) => (_place: number, name: string) => `${prefix}/${name}`;
const listed =
  (prefix: string) =>
  (place: number, name: string): string =>
    `${prefix}/${place}/${name.replace(".", "/")}`;

function calendarSection<Name extends "days_off" | "working_days" | "confirmed_years">(
  name: Name,
  more: Pick<Section, "id" | "columns"> & {
    readonly toRow: (entry: NonNullable<Calendar[Name]>[number]) => SettingsRow;
    readonly toEntry: (row: SettingsRow) => NonNullable<Calendar[Name]>[number];
  },
): Section {
  return {
    ...{ id: more.id, columns: more.columns, isList: true, pointer: listed(`/${name}`) },
    read: ({ calendar }) => (calendar[name] as NonNullable<Calendar[Name]>[number][]).map(more.toRow),
    write(rows, { calendar: { days_off, working_days, confirmed_years } }) {
      const body = { days_off, working_days, confirmed_years, [name]: rows.map(more.toEntry) };
      return { to: "calendar", body };
    },
  };
}

const factSections: readonly Section[] = [
  {
    ...{ id: "facts", isList: false, pointer: single("") },
    columns: [
      column("facts", "name"),
      column("facts", "address"),
      column("facts", "privacy_url", "text", "se.address.hint"),
    ],
    read: ({ facts: { name, address, privacy_url } }) => [
      { name, address: address ?? "", privacy_url: privacy_url ?? "" },
    ],
    write([row = {}]) {
      const body = {
        name: text(row["name"]),
        address: orNull(row["address"]),
        privacy_url: orNull(row["privacy_url"]),
      };
      return { to: "facts", body };
    },
  },
  {
    ...{ id: "contact", isList: false, pointer: single("/contact") },
    columns: [column("contact", "phone"), column("contact", "email")],
    read: ({ facts: { contact } }) => [{ ...contact }],
    write: ([row = {}]) => ({
      to: "facts",
      body: { contact: filled<NonNullable<Facts["contact"]>>(row, ["phone", "email"]) },
    }),
  },
  {
    ...{ id: "privacy", isList: false, pointer: single("/privacy_contact") },
    columns: [column("privacy", "name"), column("privacy", "phone"), column("privacy", "email")],
    read: ({ facts: { privacy_contact } }) => [{ ...privacy_contact }],
    write: ([row = {}]) => ({
      to: "facts",
      body: { privacy_contact: filled<NonNullable<Facts["privacy_contact"]>>(row, ["name", "phone", "email"]) },
    }),
  },
  {
    ...{ id: "channels", isList: true, pointer: listed("/official_channels") },
    columns: [column("channels", "name"), column("channels", "url", "text", "se.address.hint")],
    read: ({ facts }) => facts.official_channels.map((one) => ({ ...one })),
    write: (rows) => ({
      to: "facts",
      body: { official_channels: rows.map((row) => ({ name: text(row["name"]), url: text(row["url"]) })) },
    }),
  },
  {
    ...{ id: "licence", isList: false, pointer: single("/licence") },
    columns: [column("licence", "name"), column("licence", "url", "text", "se.address.hint")],
    read: ({ facts: { licence } }) => [{ ...licence }],
    write: ([row = {}]) => ({
      to: "facts",
      body: { licence: filled<NonNullable<Facts["licence"]>>(row, ["name", "url"]) },
    }),
  },
];

const figureSections: readonly Section[] = [
  {
    ...{ id: "targets", isList: true, pointer: listed("/targets") },
    columns: [
      ...[column("targets", "method", "method"), column("targets", "value", "number")],
      ...[column("targets", "from", "day"), column("targets", "source")],
    ],
    read: ({ facts }) =>
      facts.targets.map(({ method, value, from, source }) => ({
        method,
        from,
        source,
        value: String(value).replace(".", ","),
      })),
    write: (rows) => ({
      to: "facts",
      body: {
        targets: rows.map(({ method, value, from, source }) => {
          return { method: text(method), value: numberOf(value), from: text(from), source: text(source) };
        }),
      },
    }),
  },
  {
    ...{ id: "milestones", isList: true, pointer: listed("/milestones") },
    columns: [
      ...[column("milestones", "on", "day"), column("milestones", "unit", "unit")],
      ...[column("milestones", "text.vi"), column("milestones", "text.en")],
    ],
    read: ({ facts: { milestones, code } }) =>
      milestones.map(({ on, unit, text: said }) => {
        return { on, unit: unit === code ? "" : unit, "text.vi": said.vi, "text.en": said.en ?? "" };
      }),
    write: (rows, { facts: { code } }) => ({
      to: "facts",
      body: {
        milestones: rows.map((row) => {
          const english = orNull(row["text.en"]);
          const said = { vi: text(row["text.vi"]), ...(english === null ? {} : { en: english }) };
          return { on: text(row["on"]), unit: text(row["unit"]) || code, text: said };
        }),
      },
    }),
  },
];

const timeSections: readonly Section[] = [
  {
    ...{ id: "deadlines", isList: true, pointer: listed("/deadlines") },
    columns: [
      ...[column("deadlines", "unit", "unit"), column("deadlines", "category", "text", "se.category.hint")],
      ...[column("deadlines", "working_days", "number"), column("deadlines", "warn_working_days", "number")],
      column("deadlines", "escalate_working_days", "number"),
    ],
    read: ({ deadlines }) =>
      deadlines.map(({ unit, category, ...days }) => ({
        ...{ unit: unit ?? "", category: category ?? "", working_days: String(days.working_days) },
        warn_working_days: String(days.warn_working_days),
        escalate_working_days: String(days.escalate_working_days),
      })),
    write: (rows) => ({
      to: "deadlines",
      body: {
        deadlines: rows.map((row) => ({
          ...{
            unit: orNull(row["unit"]),
            category: orNull(row["category"]),
            working_days: numberOf(row["working_days"]),
          },
          warn_working_days: numberOf(row["warn_working_days"]),
          escalate_working_days: numberOf(row["escalate_working_days"]),
        })),
      },
    }),
  },
  calendarSection("days_off", {
    id: "days-off",
    columns: [
      ...[column("days-off", "from", "day"), column("days-off", "to", "day")],
      ...[column("days-off", "name"), column("days-off", "source")],
    ],
    toRow: ({ from, to, name, source }) => ({ from, to, name, source: source ?? "" }),
    toEntry: ({ from, to, name, source }) => {
      return { from: text(from), to: text(to) || text(from), name: text(name), source: orNull(source) };
    },
  }),
  calendarSection("working_days", {
    id: "working-days",
    columns: [
      ...[column("working-days", "day", "day"), column("working-days", "instead_of", "day")],
      column("working-days", "source"),
    ],
    toRow: ({ day, instead_of, source }) => ({ day, instead_of: instead_of ?? "", source: source ?? "" }),
    toEntry: ({ day, instead_of, source }) => {
      return { day: text(day), instead_of: orNull(instead_of), source: orNull(source) };
    },
  }),
  calendarSection("confirmed_years", {
    id: "years",
    columns: [column("years", "year", "number"), column("years", "source")],
    toRow: ({ year, source }) => ({ year: String(year), source }),
    toEntry: ({ year, source }) => ({ year: numberOf(year), source: text(source) }),
  }),
];

/** All sections, in the order of the page. */
export const sections: readonly Section[] = [...factSections, ...figureSections, ...timeSections];
