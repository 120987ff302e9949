/**
 * Whether this server takes an agency.
 * @param setting codes with commas between them; all agencies where it is absent, empty or `all`
 */
export function allowsAgency(setting: string | undefined, code: string): boolean {
  const codes = (setting ?? "").split(",").map((part) => part.trim());
  const named = codes.filter((part) => part !== "");
  return named.length === 0 || (named.length === 1 && named[0]?.toLowerCase() === "all") || named.includes(code);
}
