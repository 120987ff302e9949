import { BlockList, isIP } from "node:net";

const loopback = ["127.0.0.0/8", "::1/128"];

function blockOf(text) {
  const [address, length, ...more] = text.split("/");
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || more.length > 0) return null;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= most)) return null;
  return { address, length: Number(length ?? most), family: `ipv${version}` };
}

/**
 * Reads `TRUSTED_PROXIES`: addresses and CIDR blocks with commas between them, or `loopback`; `none` trusts nobody.
 * Returns `{ proxies }`, or `{ wrong }` with the first part that is neither.
 */
export function readTrustedProxies(text) {
  const parts = text.split(",").map((part) => part.trim());
  const named = text === "none" ? [] : parts.flatMap((part) => (part === "loopback" ? loopback : part));
  const proxies = new BlockList();
  for (const part of named.filter((one) => one !== "")) {
    const block = blockOf(part);
    if (block === null) return { wrong: part };
    proxies.addSubnet(block.address, block.length, block.family);
  }
  return { proxies };
}

/** An IPv4 address that a socket for both versions writes as IPv6 counts as IPv4. A port behind it is cut off. */
function plainAddress(hop) {
  const bare = hop
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  return /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
}

function isTrusted(proxies, address) {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, `ipv${version}`);
}

/**
 * Returns the address of who asks: the last one, from the connection backwards through `X-Forwarded-For`, that is no
 * trusted proxy. If all are, the first one.
 */
export function clientOf({ peer, forwarded, proxies }) {
  const hops = [...(forwarded ?? "").split(","), peer].map(plainAddress).filter((hop) => hop !== "");
  return hops.findLast((hop) => !isTrusted(proxies, hop)) ?? hops[0] ?? "";
}

/** Returns the network of an address: of IPv6 the first 64 bits, because whoever has one address there has them all. */
export function networkOf(address) {
  if (isIP(address) !== 6) return address;
  const [head, tail] = address.split("%")[0].split("::");
  const groups = (text) => (text === undefined || text === "" ? [] : text.split(":"));
  const between = tail === undefined ? 0 : Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = [...groups(head), ...new Array(between).fill("0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}
