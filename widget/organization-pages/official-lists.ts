/** A unit of an official list. */
export type OfficialUnit = { readonly code: string; readonly name: string; readonly kind: string };

/** Names of the official lists. */
export type OfficialList = "communes" | "provinces";

/** Loads an official list, which is a file of its own, so that the page is small. */
export async function loadOfficialList(list: OfficialList): Promise<readonly OfficialUnit[]> {
  if (list === "communes") return (await import("./dong-thap-communes.json")).communes;
  return (await import("./vn-provinces.json")).provinces;
}
