/** The column of a file that a pointer into one of its items speaks of, `/counts/2` of `n3`; empty where it is the row as a whole. */
export function columnOf(pointer: string): string {
  const [, list, place = "0"] = /^\/(counts|tt01\/points)(?:\/(\d+))?$/.exec(pointer) ?? [];
  if (list === undefined) return pointer.slice(1).replaceAll("/", "_");
  return `${list === "counts" ? "n" : "tt01_"}${Number(place) + 1}`;
}
