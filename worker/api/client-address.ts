/** What the runtime itself says of a request: Cloudflare names its data centre, bare workerd who is connected. */
type Seen = { readonly colo?: unknown; readonly clientIp?: unknown };

/** Whether an address is one of a proxy whose forwarding header is believed. */
export type TrustedProxies = (address: string) => boolean;

/**
 * The network that a request comes from. On Cloudflare its own header tells. On bare workerd it is the last address, from
 * the connection backwards through `X-Forwarded-For`, that is no trusted proxy; if all are, the first one. Of IPv6 the first
 * 64 bits, since whoever has one address there has them all. Null where nobody tells.
 */
export function clientAddress({ cf, headers }: Request, isTrusted: TrustedProxies): string | null {
  const { colo, clientIp } = (cf ?? {}) as Seen;
  if (colo !== undefined) {
    const told = headers.get("cf-connecting-ip");
    return told ? networkOf(plainAddress(told)) : null;
  }
  // Through a Unix socket, where nobody but a proxy on this machine is connected, the runtime does not tell by whom.
  const peer = typeof clientIp === "string" ? clientIp : "";
  const hops = [...(headers.get("x-forwarded-for") ?? "").split(","), peer].map(plainAddress);
  const named = hops.filter((hop) => hop !== "");
  const client = named.findLast((hop) => !isTrusted(hop)) ?? named[0];
  return client === undefined ? null : networkOf(client);
}

/** Some proxies, such as IIS, put the port behind an address; sockets for both versions write IPv4 as IPv6. */
function plainAddress(hop: string): string {
  const bare = hop
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .toLowerCase();
  return /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
}

function networkOf(address: string): string {
  const groups = groupsOf(address);
  return groups === null
    ? address
    : groups
        .slice(0, 4)
        .map((group) => group.toString(16))
        .join(":");
}

const loopback = ["127.0.0.0/8", "::1/128"];

/**
 * Reads `TRUSTED_PROXIES`: addresses and CIDR blocks with commas between them, `loopback`, or `none`; loopback where it is
 * absent or empty. A part that is none of these is ignored: `npm start` has refused it.
 */
export function trustedProxies(setting: string | undefined): TrustedProxies {
  const parts = (setting || "loopback").split(",").map((part) => part.trim());
  const blocks = parts
    .flatMap((part) => (part === "loopback" ? loopback : part))
    .flatMap((part) => blockOf(part) ?? []);
  return (address) => {
    const bits = bitsOf(address);
    return bits !== null && blocks.some((block) => bits.length === block.most && bits.startsWith(block.prefix));
  };
}

type Block = { readonly prefix: string; readonly most: number };

function blockOf(text: string): Block | null {
  const [address = "", length] = text.split("/");
  const bits = bitsOf(plainAddress(address));
  if (bits === null) return null;
  const kept = length === undefined ? bits.length : Number(length);
  return kept >= 0 && kept <= bits.length ? { prefix: bits.slice(0, kept), most: bits.length } : null;
}

/** The 32 or 128 bits of an address, as a text of zeros and ones; null if it is none. */
function bitsOf(address: string): string | null {
  const four = address.split(".").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (four.length === 4 && four.every((part) => part < 256)) return four.map((part) => binary(part, 8)).join("");
  return (
    groupsOf(address)
      ?.map((group) => binary(group, 16))
      .join("") ?? null
  );
}

function binary(value: number, digits: number): string {
  return value.toString(2).padStart(digits, "0");
}

/** The eight groups of an IPv6 address; null if it is none. A zone such as `%eth0` is left out. */
function groupsOf(address: string): number[] | null {
  const [bare = ""] = address.split("%");
  if (!/^[0-9a-f:]{2,39}$/.test(bare) || !bare.includes(":")) return null;
  const [head = "", tail, more] = bare.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const between = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...new Array<string>(Math.max(0, between)).fill("0"), ...after];
  const isWhole = more === undefined && all.length === 8 && all.every((group) => /^[0-9a-f]{1,4}$/.test(group));
  return isWhole ? all.map((group) => Number.parseInt(group, 16)) : null;
}
