/** How many people chose each level, lowest first, in all feedback of the demo's office. */
export type ReadTally = { readonly n: number; readonly tally: readonly number[] };

/** Reads the demo agency's index of the year, as the office does. */
export async function readIndex(baseUrl: string, officeKey: string): Promise<ReadTally> {
  const year = new Intl.DateTimeFormat("en", { timeZone: "Asia/Ho_Chi_Minh", year: "numeric" }).format(new Date());
  const answer = await fetch(`${baseUrl}/v1/agencies/H20/indices?period=${year}`, {
    headers: { authorization: `Bearer ${officeKey}` },
  });
  const { data } = (await answer.json()) as { data: ReadTally[] };
  const [row] = data;
  if (!answer.ok || !row) throw new Error(`The index cannot be read: ${answer.status}`);
  return { n: row.n, tally: row.tally };
}

/** Returns the tally with more people at a level. */
export function withMore({ n, tally }: ReadTally, level: number, count = 1): ReadTally {
  return { n: n + count, tally: tally.map((people, index) => (index === level - 1 ? people + count : people)) };
}
