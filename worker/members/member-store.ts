import type { Day } from "../../shared/calendar/day.ts";
import type { Role } from "../../shared/contract/member.ts";

/** How a member signs in by OpenID Connect: who vouches for them, and by which name. */
export type Identity = { readonly issuer: string; readonly subject: string };

/** A member as stored. Removed members stay, so that the audit log can name them. */
export type StoredMember = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Root of the subtree that the role is on. */
  readonly unit: string;
  readonly state: "invited" | "joined" | "removed";
  /** Milliseconds since 1970, also below. */
  readonly invitedMs: number;
  readonly joinedMs: number | null;
  readonly seenDay: Day | null;
  /** Null if the member signs in by a key, or has not joined. */
  readonly issuer: string | null;
  readonly subject: string | null;
  /** When the invitation's code lapses; null without one. */
  readonly lapsesMs: number | null;
};

/**
 * A code that was given out; only its hash is stored. `hands`: ids of keys and members who may have the code, which are its maker,
 * who comes first, and those in whose hand the maker is; none if the root key made it.
 */
export type Invitation = { readonly hash: string; readonly lapsesMs: number; readonly hands: readonly string[] };

/** Somebody who is invited. */
export type FreshMember = Pick<StoredMember, "id" | "name" | "role" | "unit" | "invitedMs">;

/** Members of one agency. */
export interface MemberStore {
  /** A member who was not removed. */
  find(id: string): StoredMember | null;
  /** A member who has joined. */
  joined(id: string): StoredMember | null;
  /** The member whose invitation has this hash, if it has not lapsed. */
  invitedBy(hash: string, nowMs: number): StoredMember | null;
  /** The joined member with this identity. */
  identified(identity: Identity): StoredMember | null;
  /** Members who were not removed, by id. */
  all(): StoredMember[];
  add(member: FreshMember, invitation: Invitation): void;
  /** Puts a new invitation in place of the one before. */
  invite(id: string, invitation: Invitation): void;
  /** Ends the open code, unless it was made by this key or member, or by the root key. */
  endCodeOfOthers(id: string, maker: string | null): void;
  /** Uses up the invitation. Null stands for a member who signs in by a key. */
  join(id: string, identity: Identity | null, joinedMs: number): void;
  change(id: string, changed: Pick<StoredMember, "name" | "role" | "unit">): void;
  /** Ends the membership; the identity is free again. */
  remove(id: string, removedMs: number): void;
  /** Notes the day of a use. Writes once a day for each member. */
  see(id: string, day: Day): void;
}

const columns = `id, name, role, unit, state, invited_ms AS invitedMs, joined_ms AS joinedMs,
  seen_day AS seenDay, issuer, subject, lapses_ms AS lapsesMs`;

const select = `SELECT ${columns} FROM office_member WHERE state <> 'removed'`;

const joinSql = `
  UPDATE office_member SET state = 'joined', joined_ms = coalesce(joined_ms, ?), issuer = ?, subject = ?,
    hands = code_hands, code_hands = '[]', code_hash = NULL, lapses_ms = NULL WHERE id = ?`;

const endCodeSql = `
  UPDATE office_member SET code_hash = NULL, lapses_ms = NULL, code_hands = '[]'
  WHERE id = ?1 AND json_extract(code_hands, '$[0]') IS NOT ?2 AND code_hands <> '[]'`;

// The issuer stays: it says that a provider knew the member, who is then no other's hand.
const removeSql = `
  UPDATE office_member SET state = 'removed', removed_ms = ?, subject = NULL, code_hash = NULL, lapses_ms = NULL
  WHERE id = ?`;

/** The store on one agency's SQLite. */
export function memberStore(sql: SqlStorage): MemberStore {
  const first = (query: string, ...values: (string | number)[]): StoredMember | null =>
    sql.exec<StoredMember>(query, ...values).toArray()[0] ?? null;
  return {
    find: (id) => first(`${select} AND id = ?`, id),
    joined: (id) => first(`${select} AND id = ? AND state = 'joined'`, id),
    invitedBy: (hash, nowMs) => first(`${select} AND code_hash = ? AND lapses_ms > ?`, hash, nowMs),
    identified: ({ issuer, subject }) =>
      first(`${select} AND state = 'joined' AND issuer = ? AND subject = ?`, issuer, subject),
    all: () => sql.exec<StoredMember>(`${select} ORDER BY id`).toArray(),
    ...writesOn(sql),
  };
}

function writesOn(sql: SqlStorage): Omit<MemberStore, "find" | "joined" | "invitedBy" | "identified" | "all"> {
  const seen = new Map<string, Day>();
  return {
    add({ id, name, role, unit, invitedMs }, { hash, lapsesMs, hands }) {
      const names = "id, name, role, unit, invited_ms, code_hash, lapses_ms, code_hands, state";
      const values = [id, name, role, unit, invitedMs, hash, lapsesMs, JSON.stringify(hands)];
      sql.exec(`INSERT INTO office_member (${names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'invited')`, ...values);
    },
    invite(id, { hash, lapsesMs, hands }) {
      const set = "code_hash = ?, lapses_ms = ?, code_hands = ?";
      sql.exec(`UPDATE office_member SET ${set} WHERE id = ?`, hash, lapsesMs, JSON.stringify(hands), id);
    },
    endCodeOfOthers: (id, maker) => void sql.exec(endCodeSql, id, maker),
    join(id, identity, joinedMs) {
      const values = [joinedMs, identity?.issuer ?? null, identity?.subject ?? null, id];
      sql.exec(joinSql, ...values);
    },
    change(id, { name, role, unit }) {
      sql.exec("UPDATE office_member SET name = ?, role = ?, unit = ? WHERE id = ?", name, role, unit, id);
    },
    remove: (id, removedMs) => void sql.exec(removeSql, removedMs, id),
    see(id, day) {
      if (seen.get(id) === day) return;
      sql.exec("UPDATE office_member SET seen_day = ?1 WHERE id = ?2 AND seen_day IS NOT ?1", day, id);
      seen.set(id, day);
    },
  };
}
