/** What the runtime itself says of a request: Cloudflare names its data centre, bare workerd who is connected. */
type Seen = { readonly colo?: unknown; readonly clientIp?: unknown };

/**
 * The network that a request comes from, as far as somebody trustworthy tells: Cloudflare; the proxy in front, which puts the
 * address that it saw last into `X-Forwarded-For`; or without one bare workerd. Of IPv6 the first 64 bits, since whoever has
 * one address there has them all. Null where nobody tells.
 */
export function clientAddress({ cf, headers }: Request): string | null {
  const seen = (cf ?? {}) as Seen;
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const told = seen.colo === undefined ? forwarded || connected(seen) : headers.get("cf-connecting-ip");
  if (!told) return null;
  // Some proxies, such as IIS, put the port behind it.
  return told.includes(":") && !told.includes(".") ? networkOf(told) : told.replace(/:\d+$/, "");
}

/** Who is connected, without the port; null for this machine itself, where a proxy stands that tells nothing. */
function connected({ clientIp }: Seen): string | null {
  if (typeof clientIp !== "string") return null;
  const address = clientIp.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return /^(?:(?:::ffff:)?127\.|::1$)/.test(address) ? null : address;
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
