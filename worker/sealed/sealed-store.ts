import type { SealedPlace } from "../../shared/crypto/sealed-binding.ts";
import type { NewSealedMessage, SealedContact, SealedHistoryEntry, TalkState } from "../../shared/contract/sealed.ts";

/** A recipient's key; days since 1970-01-01, `untilDay` null for the present one. */
export type StoredRecipient = {
  readonly number: number;
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly fromDay: number;
  readonly untilDay: number | null;
  /** How it came after the one before. */
  readonly followed: SealedHistoryEntry["followed"];
  /** By the key before, in base64url; null where it was not signed. */
  readonly signature: string | null;
  readonly announcedDay: number | null;
};

/** A recipient that a key has named; announced from the day on which a second key named it too. */
export type StoredAnnouncement = Pick<StoredRecipient, "name" | "publicKey" | "fingerprint" | "announcedDay"> & {
  /** Id of the first key, or `root`. */
  readonly namedBy: string;
};

/** A talk without its messages. It has a day, but no time, no place and no feedback. */
export type StoredTalk = {
  readonly id: string;
  readonly recipient: string;
  readonly publicKey: string;
  /** SHA-256 of the token that the person shows, in hex. */
  readonly proof: string;
  readonly note: string;
  readonly day: number;
  readonly state: TalkState;
  /** Last day on which it is kept. */
  readonly lastDay: number;
};

/** The side that a message comes from. */
export type Sender = SealedPlace["sender"];

/** A message as stored. */
export type StoredMessage = NewSealedMessage & { readonly sender: Sender; readonly day: number };

/** A stretch of the list of talks: those before a day, and those of that day after an id. */
export type TalkStretch = {
  readonly state: TalkState | undefined;
  readonly after: { readonly day: number; readonly id: string } | null;
  readonly limit: number;
};

/** Sealed reports of one agency, and the keys that they were sealed to. */
export interface SealedStore {
  /** All keys that were ever set, the newest first. */
  recipients(): StoredRecipient[];
  putRecipient(recipient: StoredRecipient): void;
  announcement(): StoredAnnouncement | null;
  putAnnouncement(announcement: StoredAnnouncement | null): void;
  /** Where people turn by telephone or on paper; null until it is set. */
  contact(): SealedContact | null;
  putContact(contact: SealedContact): void;
  /** Months for which a talk is kept after its last message or its closing. */
  keepMonths(): number;
  setKeepMonths(months: number): void;
  findTalk(id: string): StoredTalk | null;
  putTalk(talk: StoredTalk): void;
  /** Talks, the newest day first, within a day by their random ids. */
  talks(stretch: TalkStretch): StoredTalk[];
  /** Messages of a talk, by side and number. */
  messages(talk: string): StoredMessage[];
  addMessage(talk: string, message: StoredMessage): void;
  /** Deletes talks whose last day is before a day, with their messages. Returns how many. */
  deleteTalksBefore(day: number): number;
  /**
   * Rewrites all talks and messages in the order of their random ids, so that their place in the file does not tell their
   * order. Once after each day with a message.
   */
  mix(today: number): void;
}

const talkColumns = "id, recipient, public_key, proof, note, day, state, last_day";
const messageColumns = "talk, sender, number, day, enc, ciphertext";

const recipientsSql = `
  SELECT number, name, public_key AS publicKey, fingerprint, from_day AS fromDay, until_day AS untilDay, followed,
    signature, announced_day AS announcedDay
  FROM sealed_recipient ORDER BY number DESC`;

const putRecipientSql = `
  INSERT OR REPLACE INTO sealed_recipient (number, name, public_key, fingerprint, from_day, until_day, followed,
    signature, announced_day)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const announcementSql = `
  SELECT name, public_key AS publicKey, fingerprint, named_by AS namedBy, announced_day AS announcedDay
  FROM sealed_announcement`;

const putAnnouncementSql = `
  INSERT INTO sealed_announcement (only, name, public_key, fingerprint, named_by, announced_day)
  VALUES (1, ?, ?, ?, ?, ?)`;

const selectTalk =
  "SELECT id, recipient, public_key AS publicKey, proof, note, day, state, last_day AS lastDay FROM sealed_talk";

const messagesSql =
  "SELECT sender, number, day, enc, ciphertext FROM sealed_message WHERE talk = ? ORDER BY sender, number";

/** The store on one agency's SQLite. */
export function sealedStore(sql: SqlStorage): SealedStore {
  return {
    recipients: () => [...sql.exec<StoredRecipient>(recipientsSql)],
    putRecipient({ number, name, publicKey, fingerprint, fromDay, untilDay, ...more }) {
      const { followed, signature, announcedDay } = more;
      const days = [fromDay, untilDay, followed, signature, announcedDay];
      sql.exec(putRecipientSql, number, name, publicKey, fingerprint, ...days);
    },
    announcement: () => [...sql.exec<StoredAnnouncement>(announcementSql)][0] ?? null,
    putAnnouncement(announcement) {
      sql.exec("DELETE FROM sealed_announcement");
      if (announcement === null) return;
      const { name, publicKey, fingerprint, namedBy, announcedDay } = announcement;
      sql.exec(putAnnouncementSql, name, publicKey, fingerprint, namedBy, announcedDay);
    },
    ...contactTable(sql),
    keepMonths: () => sql.exec<{ months: number }>("SELECT months FROM sealed_keeping").one().months,
    setKeepMonths: (months) => void sql.exec("UPDATE sealed_keeping SET months = ?", months),
    findTalk: (id) => [...sql.exec<StoredTalk>(`${selectTalk} WHERE id = ?`, id)][0] ?? null,
    putTalk({ id, recipient, publicKey, proof, note, day, state, lastDay }) {
      const values = [id, recipient, publicKey, proof, note, day, state, lastDay];
      sql.exec(`INSERT OR REPLACE INTO sealed_talk (${talkColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, ...values);
    },
    talks({ state, after, limit }) {
      const where = "(?1 IS NULL OR state = ?1) AND (?2 IS NULL OR day < ?2 OR day = ?2 AND id > ?3)";
      const statement = `${selectTalk} WHERE ${where} ORDER BY day DESC, id LIMIT ?4`;
      return [...sql.exec<StoredTalk>(statement, state ?? null, after?.day ?? null, after?.id ?? null, limit)];
    },
    messages: (talk) => [...sql.exec<StoredMessage>(messagesSql, talk)],
    addMessage(talk, { sender, number, day, enc, ciphertext }) {
      const values = [talk, sender, number, day, enc, ciphertext];
      sql.exec(`INSERT INTO sealed_message (${messageColumns}) VALUES (?, ?, ?, ?, ?, ?)`, ...values);
      sql.exec("UPDATE sealed_mixing SET day = ?, is_due = 1 WHERE is_due = 0", day);
    },
    deleteTalksBefore: (day) => deleteTalksBefore(sql, day),
    mix: (today) => mix(sql, today),
  };
}

function contactTable(sql: SqlStorage): Pick<SealedStore, "contact" | "putContact"> {
  return {
    contact() {
      const found = sql.exec<Record<keyof SealedContact, string | null>>(
        "SELECT name, phone, address FROM sealed_contact",
      );
      const [{ name, phone, address } = { name: null, phone: null, address: null }] = [...found];
      return name === null
        ? null
        : { name, ...(phone === null ? {} : { phone }), ...(address === null ? {} : { address }) };
    },
    putContact({ name, phone = null, address = null }) {
      const put = "INSERT OR REPLACE INTO sealed_contact (only, name, phone, address) VALUES (1, ?, ?, ?)";
      sql.exec(put, name, phone, address);
    },
  };
}

/** Deletes talks. Rewriting the others overwrites the places of the file that had a copy of them. */
function deleteTalksBefore(sql: SqlStorage, day: number): number {
  const old = "(SELECT id FROM sealed_talk WHERE last_day < ?)";
  const { count } = sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${old}`, day).one();
  if (count === 0) return 0;
  const bytes = bytesOfMessages(sql);
  sql.exec(`DELETE FROM sealed_message WHERE talk IN ${old}`, day);
  sql.exec("DELETE FROM sealed_talk WHERE last_day < ?", day);
  rewrite(sql, bytes);
  return count;
}

function mix(sql: SqlStorage, today: number): void {
  const [due] = sql.exec("SELECT day FROM sealed_mixing WHERE is_due = 1 AND day < ?", today).toArray();
  if (due) rewrite(sql, bytesOfMessages(sql));
}

/** Room that a message and its talk take beside the ciphertext, rounded up to whole pages. */
const bytesBeside = 8192;

function bytesOfMessages(sql: SqlStorage): number {
  const size = `SELECT coalesce(sum(length(ciphertext) + ${bytesBeside}), 0) AS bytes FROM sealed_message`;
  return sql.exec<{ bytes: number }>(size).one().bytes;
}

/** Moves all rows aside and back, and overwrites the pages that are free then; `bytes`: what all rows took before. */
function rewrite(sql: SqlStorage, bytes: number): void {
  const move = (columns: string, from: string, to: string): void => {
    sql.exec(`INSERT INTO ${to} (${columns}) SELECT ${columns} FROM ${from} ORDER BY ${columns}`);
    sql.exec(`DELETE FROM ${from}`);
  };
  move(talkColumns, "sealed_talk", "sealed_talk_aside");
  move(messageColumns, "sealed_message", "sealed_message_aside");
  move(talkColumns, "sealed_talk_aside", "sealed_talk");
  move(messageColumns, "sealed_message_aside", "sealed_message");
  overwriteFreePages(sql, 2 * bytes);
  sql.exec("UPDATE sealed_mixing SET is_due = 0");
}

const fillerBytes = 1_000_000;
/** Free pages that SQLite may hand out before those that were freed last: it lists them in groups of 1,022. */
const groupBytes = 2 * 1022 * 4096;

/** Overwrites the pages that were freed last, of so many bytes, with zeros: SQLite hands out those first. */
function overwriteFreePages(sql: SqlStorage, bytes: number): void {
  const rows = Math.ceil((bytes + groupBytes) / fillerBytes);
  for (let row = 0; row < rows; row += 1) {
    sql.exec("INSERT INTO sealed_filler (zeros) VALUES (zeroblob(?))", fillerBytes);
  }
  sql.exec("DELETE FROM sealed_filler");
}
