/**
 * The network that a request comes from, as far as somebody trustworthy tells: Cloudflare, or the proxy in front, which puts the
 * address that it saw last into `X-Forwarded-For`. Of IPv6 the first 64 bits, since whoever has one address there has them
 * all. Null where nobody tells.
 */
export function clientAddress({ cf, headers }: Request): string | null {
  const told = cf === undefined ? headers.get("x-forwarded-for")?.split(",").at(-1) : headers.get("cf-connecting-ip");
  const address = told?.trim() ?? "";
  if (address === "") return null;
  return address.includes(":") && !address.includes(".") ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = "", tail] = address.replace(/^\[|\].*$/g, "").split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const between = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...new Array<string>(between).fill("0"), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}
