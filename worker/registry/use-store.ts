/** Tables with a row as soon as somebody was counted, or reported something. */
const figures = ["feedback", "tally", "volume", "measure", "withdrawal", "sealed_talk", "sealed_talk_aside"];

/** Whether an agency has or had feedback, reported figures or sealed reports; those that are over were deleted by the server. */
export function isInUse(sql: SqlStorage): boolean {
  const has = (query: string): boolean => sql.exec(`${query} LIMIT 1`).toArray().length > 0;
  return (
    figures.some((table) => has(`SELECT 1 FROM ${table}`)) ||
    has("SELECT 1 FROM audit_entry WHERE what = 'sealed-talks.deleted'")
  );
}
