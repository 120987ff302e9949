import type { LaterFacts } from "../../shared/contract/agency.ts";
import type { ChoiceQuestion, Form, RatingQuestion } from "../../shared/contract/form.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { Scale } from "../../shared/levels.ts";
import type { Position } from "../lists/cursor.ts";
import type { DatedSuccession } from "./unit-heirs.ts";
import type { DatedUnit } from "./unit-tree.ts";
import type { AgencyFacts, Binding } from "./organization.ts";

/** What is fixed of a question: its id, its type, and a rating's scale. */
export type StoredQuestion =
  | ({ readonly type: "rating" } & Pick<RatingQuestion, "id" | "scale">)
  | Pick<ChoiceQuestion, "id" | "type">;

/** One version of a form as it was written; the time in milliseconds since 1970-01-01. */
export type FormVersion = { readonly version: number; readonly form: Form; readonly createdMs: number };

/** A binding and the touchpoint that it belongs to. */
export type StoredBinding = Binding & { readonly touchpoint: string };

/** The key of a succession. */
export type SuccessionPlace = Omit<DatedSuccession, "share">;

/** Everything that an agency sets up. Days are whole days since 1970-01-01, times milliseconds since then. */
export interface OrganizationStore {
  /** Null before the agency is initialised. */
  agency(): AgencyFacts | null;
  addAgency(facts: AgencyFacts, createdMs: number): void;
  /** Replaces what may change of the agency's facts: all but code, time zone, secret, threshold and months. */
  putAgency(facts: AgencyFacts): void;
  /** Versions of all units by code and first day: all of them, or at most `limit` after a position. */
  units(after?: Position | null, limit?: number): DatedUnit[];
  putUnit(unit: DatedUnit): void;
  /** Successions by from, to and day: all of them, or at most `limit` after a position. */
  successions(after?: Position | null, limit?: number): DatedSuccession[];
  putSuccession(succession: DatedSuccession): void;
  /** Whether there was one. */
  removeSuccession(place: SuccessionPlace): boolean;
  /** All services, by id. */
  services(): Service[];
  putService(service: Service): void;
  questions(): StoredQuestion[];
  addQuestion(question: StoredQuestion): void;
  /** All versions of all forms, or of one, by id and version. */
  formVersions(form?: string): FormVersion[];
  addFormVersion(added: FormVersion): void;
  /** All bindings, by touchpoint, newest first. */
  bindings(): StoredBinding[];
  putBinding(binding: StoredBinding): void;
}

/** The store on one agency's SQLite. */
export function organizationStore(sql: SqlStorage): OrganizationStore {
  return {
    ...agencyTable(sql),
    ...unitTables(sql),
    ...successionTable(sql),
    ...serviceTable(sql),
    ...formTables(sql),
    ...bindingTable(sql),
  };
}

type AgencyRow = {
  code: string;
  name: string;
  time_zone: string;
  official_channel: string | null;
  privacy_url: string | null;
  cursor_secret: string;
  publication_threshold: number | null;
  ticket_months: number | null;
};

/** JSON of {@link LaterFacts}. */
type LaterRow = { later_facts: string };

const agencyColumns =
  "code, name, time_zone, official_channel, privacy_url, cursor_secret, publication_threshold, ticket_months";

function agencyTable(sql: SqlStorage): Pick<OrganizationStore, "agency" | "addAgency" | "putAgency"> {
  return {
    agency() {
      const [row] = sql.exec<AgencyRow & LaterRow>(`SELECT ${agencyColumns}, later_facts FROM agency`);
      if (!row) return null;
      const { official_channel, privacy_url, publication_threshold, ticket_months, later_facts, ...facts } = row;
      return {
        ...facts,
        ...(JSON.parse(later_facts) as LaterFacts),
        ...(official_channel === null ? {} : { official_channel: JSON.parse(official_channel) }),
        ...(privacy_url === null ? {} : { privacy_url }),
        ...(publication_threshold === null ? {} : { publication_threshold }),
        ...(ticket_months === null ? {} : { ticket_months }),
      };
    },
    addAgency({ code, name, time_zone, official_channel, privacy_url, cursor_secret, ...facts }, createdMs) {
      const { publication_threshold, ticket_months, sample } = facts;
      sql.exec(
        `INSERT INTO agency (${agencyColumns}, created_ms, later_facts, only) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
        ...[code, name, time_zone, official_channel ? JSON.stringify(official_channel) : null, privacy_url ?? null],
        ...[cursor_secret, publication_threshold ?? null, ticket_months ?? null, createdMs],
        JSON.stringify({ sample } satisfies LaterFacts),
      );
    },
    putAgency({ name, official_channel, privacy_url, ...facts }) {
      const { address, contact, privacy_contact, official_channels, targets, milestones, licence, sample } = facts;
      const told = { address, contact, privacy_contact, official_channels };
      const later: LaterFacts = { ...told, targets, milestones, licence, sample };
      sql.exec(
        "UPDATE agency SET name = ?, official_channel = ?, privacy_url = ?, later_facts = ?",
        ...[name, official_channel ? JSON.stringify(official_channel) : null, privacy_url ?? null],
        JSON.stringify(later),
      );
    },
  };
}

/** A `LIMIT` that lets all rows through. */
const noLimit = -1;

type UnitRow = DatedUnit & { readonly national_code: string | null };

const unitsSql = `
  SELECT code, valid_from AS validFrom, valid_to AS validTo, name, parent, kind, national_code FROM unit_version
  WHERE ?1 IS NULL OR (code, valid_from) > (?1, ?2) ORDER BY code, valid_from LIMIT ?3`;

function unitTables(sql: SqlStorage): Pick<OrganizationStore, "units" | "putUnit"> {
  return {
    units: (after, limit = noLimit) =>
      sql.exec<UnitRow>(unitsSql, after?.[0] ?? null, after?.[1] ?? null, limit).toArray(),
    putUnit: ({ code, validFrom, validTo, name, parent, kind, national_code }) => {
      sql.exec(
        `INSERT OR REPLACE INTO unit_version (code, valid_from, valid_to, name, parent, kind, national_code)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[code, validFrom, validTo, name, parent, kind, national_code ?? null],
      );
    },
  };
}

const successionsSql = `
  SELECT from_unit AS "from", to_unit AS "to", on_day AS onDay, share FROM succession
  WHERE ?1 IS NULL OR (from_unit, to_unit, on_day) > (?1, ?2, ?3) ORDER BY from_unit, to_unit, on_day LIMIT ?4`;

type SuccessionMethods = "successions" | "putSuccession" | "removeSuccession";

function successionTable(sql: SqlStorage): Pick<OrganizationStore, SuccessionMethods> {
  return {
    successions: (after, limit = noLimit) => {
      const [from = null, to = null, onDay = null] = after ?? [];
      return sql.exec<DatedSuccession>(successionsSql, from, to, onDay, limit).toArray();
    },
    putSuccession: ({ from, to, onDay, share }) => {
      const statement = "INSERT OR REPLACE INTO succession (from_unit, to_unit, on_day, share) VALUES (?, ?, ?, ?)";
      sql.exec(statement, from, to, onDay, share);
    },
    removeSuccession: ({ from, to, onDay }) => {
      const statement = "DELETE FROM succession WHERE from_unit = ? AND to_unit = ? AND on_day = ?";
      return sql.exec(statement, from, to, onDay).rowsWritten > 0;
    },
  };
}

function serviceTable(sql: SqlStorage): Pick<OrganizationStore, "services" | "putService"> {
  return {
    services: () => sql.exec<Service>("SELECT id, name FROM service ORDER BY id").toArray(),
    putService: ({ id, name }) => {
      sql.exec("INSERT OR REPLACE INTO service (id, name) VALUES (?, ?)", id, name);
    },
  };
}

type QuestionRow = { id: string; type: StoredQuestion["type"]; scale: Scale };
type FormRow = { version: number; body: string; created_ms: number };

/** Stands in the column of scales for questions that are no ratings. */
const noScale = 0;

type FormMethods = "questions" | "addQuestion" | "formVersions" | "addFormVersion";

function formTables(sql: SqlStorage): Pick<OrganizationStore, FormMethods> {
  return {
    questions: () =>
      sql
        .exec<QuestionRow>("SELECT id, type, scale FROM question ORDER BY id")
        .toArray()
        .map(({ id, type, scale }) => (type === "rating" ? { id, type, scale } : { id, type })),
    addQuestion: (question) => {
      const scale = question.type === "rating" ? question.scale : noScale;
      sql.exec("INSERT INTO question (id, type, scale) VALUES (?, ?, ?)", question.id, question.type, scale);
    },
    formVersions: (form) =>
      sql
        .exec<FormRow>(
          "SELECT version, body, created_ms FROM form_version WHERE ?1 IS NULL OR form = ?1 ORDER BY form, version",
          form ?? null,
        )
        .toArray()
        .map(({ version, body, created_ms }) => ({ version, form: JSON.parse(body) as Form, createdMs: created_ms })),
    addFormVersion: ({ version, form, createdMs }) => {
      const statement = "INSERT INTO form_version (form, version, body, created_ms) VALUES (?, ?, ?, ?)";
      sql.exec(statement, form.id, version, JSON.stringify(form), createdMs);
    },
  };
}

const bindingColumns =
  "touchpoint, from_day AS fromDay, unit, service, channel, form, name, comments, client_limit AS clientLimit, closed";

type BindingRow = Omit<Required<StoredBinding>, "clientLimit" | "isClosed"> & {
  readonly clientLimit: string | null;
  readonly closed: number;
};

function bindingTable(sql: SqlStorage): Pick<OrganizationStore, "bindings" | "putBinding"> {
  return {
    bindings: () =>
      sql
        .exec<BindingRow>(`SELECT ${bindingColumns} FROM touchpoint_binding ORDER BY touchpoint, from_day DESC`)
        .toArray()
        .map(({ clientLimit, closed, ...binding }) => ({
          ...binding,
          clientLimit: clientLimit && JSON.parse(clientLimit),
          isClosed: closed === 1,
        })),
    putBinding: ({ touchpoint, fromDay, unit, service, channel, form, name, comments = "off", ...binding }) => {
      const { clientLimit, isClosed } = binding;
      sql.exec(
        `INSERT OR REPLACE INTO touchpoint_binding
           (touchpoint, from_day, unit, service, channel, form, name, comments, client_limit, closed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[touchpoint, fromDay, unit, service, channel, form, name, comments],
        ...[clientLimit ? JSON.stringify(clientLimit) : null, isClosed ? 1 : 0],
      );
    },
  };
}
