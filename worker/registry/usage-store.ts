/** Tables with a row as soon as somebody was counted, or reported something. */
const figures = ["feedback", "tally", "volume", "measure", "withdrawal", "sealed_talk", "sealed_talk_aside"];

/** What an agency was used for. */
export interface UsageStore {
  /** Whether there is or was feedback, a reported figure or a sealed report; old ones of these are deleted by the server. */
  isInUse(): boolean;
}

/** The store on one agency's SQLite. */
export function usageStore(sql: SqlStorage): UsageStore {
  const has = (query: string): boolean => sql.exec(`${query} LIMIT 1`).toArray().length > 0;
  return {
    isInUse: () =>
      figures.some((table) => has(`SELECT 1 FROM ${table}`)) ||
      has("SELECT 1 FROM audit_entry WHERE what = 'sealed-talks.deleted'"),
  };
}
