import type { AudioFile, AudioType } from "../../shared/contract/audio.ts";

/** A recording with its bytes; the time in milliseconds since 1970-01-01. */
export type StoredAudio = {
  readonly id: string;
  readonly type: AudioType;
  readonly bytes: ArrayBuffer;
  readonly createdMs: number;
};

/** The recordings of an agency's texts. */
export interface AudioStore {
  /** All recordings without their bytes, by id. */
  files(): Omit<AudioFile, "is_used">[];
  has(id: string): boolean;
  read(id: string): Pick<StoredAudio, "type" | "bytes"> | null;
  /** Bytes of all recordings together. */
  size(): number;
  add(file: StoredAudio): void;
  remove(id: string): void;
}

/** The store on one agency's SQLite. */
export function audioStore(sql: SqlStorage): AudioStore {
  return {
    files: () =>
      sql.exec<Omit<AudioFile, "is_used">>("SELECT id, type, length(bytes) AS bytes FROM audio ORDER BY id").toArray(),
    has: (id) => sql.exec("SELECT 1 FROM audio WHERE id = ?", id).toArray().length > 0,
    read: (id) =>
      sql.exec<Pick<StoredAudio, "type" | "bytes">>("SELECT type, bytes FROM audio WHERE id = ?", id).toArray()[0] ??
      null,
    size: () => sql.exec<{ size: number }>("SELECT coalesce(sum(length(bytes)), 0) AS size FROM audio").one().size,
    add: ({ id, type, bytes, createdMs }) => {
      sql.exec("INSERT INTO audio (id, type, bytes, created_ms) VALUES (?, ?, ?, ?)", id, type, bytes, createdMs);
    },
    remove: (id) => {
      sql.exec("DELETE FROM audio WHERE id = ?", id);
    },
  };
}
