import type { SealedPlace } from "../../shared/crypto/sealed-binding.ts";
import type { NewSealedMessage, TalkState } from "../../shared/contract/sealed.ts";

/** A recipient's key; days since 1970-01-01, `untilDay` null for the present one. */
export type StoredRecipient = {
  readonly number: number;
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly fromDay: number;
  readonly untilDay: number | null;
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
  findTalk(id: string): StoredTalk | null;
  putTalk(talk: StoredTalk): void;
  /** Talks, the newest day first, within a day by their random ids. */
  talks(stretch: TalkStretch): StoredTalk[];
  /** Messages of a talk, by side and number. */
  messages(talk: string): StoredMessage[];
  addMessage(talk: string, message: StoredMessage): void;
  /**
   * Rewrites all talks and messages in the order of their random ids, so that their place in the file does not tell their
   * order. Once after each day with a message.
   */
  mix(today: number): void;
}

const talkColumns = "id, recipient, public_key, proof, note, day, state";
const messageColumns = "talk, sender, number, day, enc, ciphertext";

const recipientsSql = `
  SELECT number, name, public_key AS publicKey, fingerprint, from_day AS fromDay, until_day AS untilDay
  FROM sealed_recipient ORDER BY number DESC`;

const putRecipientSql = `
  INSERT OR REPLACE INTO sealed_recipient (number, name, public_key, fingerprint, from_day, until_day)
  VALUES (?, ?, ?, ?, ?, ?)`;

const selectTalk = "SELECT id, recipient, public_key AS publicKey, proof, note, day, state FROM sealed_talk";

const messagesSql =
  "SELECT sender, number, day, enc, ciphertext FROM sealed_message WHERE talk = ? ORDER BY sender, number";

/** The store on one agency's SQLite. */
export function sealedStore(sql: SqlStorage): SealedStore {
  return {
    recipients: () => [...sql.exec<StoredRecipient>(recipientsSql)],
    putRecipient({ number, name, publicKey, fingerprint, fromDay, untilDay }) {
      sql.exec(putRecipientSql, number, name, publicKey, fingerprint, fromDay, untilDay);
    },
    findTalk: (id) => [...sql.exec<StoredTalk>(`${selectTalk} WHERE id = ?`, id)][0] ?? null,
    putTalk({ id, recipient, publicKey, proof, note, day, state }) {
      const values = [id, recipient, publicKey, proof, note, day, state];
      sql.exec(`INSERT OR REPLACE INTO sealed_talk (${talkColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, ...values);
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
    mix: (today) => mix(sql, today),
  };
}

function mix(sql: SqlStorage, today: number): void {
  const [due] = sql.exec("SELECT day FROM sealed_mixing WHERE is_due = 1 AND day < ?", today).toArray();
  if (!due) return;
  const move = (columns: string, from: string, to: string): void => {
    sql.exec(`INSERT INTO ${to} (${columns}) SELECT ${columns} FROM ${from} ORDER BY ${columns}`);
    sql.exec(`DELETE FROM ${from}`);
  };
  move(talkColumns, "sealed_talk", "sealed_talk_aside");
  move(messageColumns, "sealed_message", "sealed_message_aside");
  move(talkColumns, "sealed_talk_aside", "sealed_talk");
  move(messageColumns, "sealed_message_aside", "sealed_message");
  sql.exec("UPDATE sealed_mixing SET is_due = 0");
}
