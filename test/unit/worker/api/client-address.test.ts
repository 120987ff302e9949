import { describe, expect, test } from "vitest";
import { clientAddress, trustedProxies } from "../../../../worker/api/client-address.ts";

type Given = Readonly<Record<string, string>>;

function addressOf(cf: unknown, headers: Given, setting?: string): string | null {
  const request = { cf, headers: new Headers(headers) } as unknown as Request;
  return clientAddress(request, trustedProxies(setting));
}

const viaProxy = { clientIp: "127.0.0.1:53020" };

test.each([
  ["this machine where no proxy tells more", viaProxy, {}, "127.0.0.1"],
  [
    "what a proxy saw, whatever the sender claimed",
    viaProxy,
    { "x-forwarded-for": "1.2.3.4, 203.0.113.7" },
    "203.0.113.7",
  ],
  ["no other header of the sender's", viaProxy, { "cf-connecting-ip": "1.2.3.4", "x-real-ip": "1.2.3.4" }, "127.0.0.1"],
  ["the sender behind two proxies", viaProxy, { "x-forwarded-for": "203.0.113.7, 127.0.0.9" }, "203.0.113.7"],
  ["the first where all are proxies", viaProxy, { "x-forwarded-for": "127.0.0.8, 127.0.0.9" }, "127.0.0.8"],
  ["not the port that some proxies add", viaProxy, { "x-forwarded-for": "203.0.113.7:53020" }, "203.0.113.7"],
  ["of IPv6 the network", viaProxy, { "x-forwarded-for": "2001:DB8:0:1f::9" }, "2001:db8:0:1f"],
  ["of IPv6 with brackets and a port, too", viaProxy, { "x-forwarded-for": "[2001:db8:0:1f::9]:443" }, "2001:db8:0:1f"],
  ["the same network in full", viaProxy, { "x-forwarded-for": "2001:0db8:0000:001f:a:b:c:d" }, "2001:db8:0:1f"],
  ["a short one", viaProxy, { "x-forwarded-for": "2001:db8::9" }, "2001:db8:0:0"],
  ["IPv4 written as IPv6 as IPv4", viaProxy, { "x-forwarded-for": "::ffff:203.0.113.7" }, "203.0.113.7"],
  ["words of a sender as they are", viaProxy, { "x-forwarded-for": "unknown" }, "unknown"],
  ["without a proxy who is connected", { clientIp: "203.0.113.7:53020" }, {}, "203.0.113.7"],
  [
    "who is connected, where that is no proxy",
    { clientIp: "203.0.113.7:53020" },
    { "x-forwarded-for": "1.2.3.4" },
    "203.0.113.7",
  ],
  ["without a proxy, by IPv6", { clientIp: "[2001:db8:0:1f::9]:53020" }, {}, "2001:db8:0:1f"],
  ["from a runtime that says nothing", undefined, {}, null],
  ["what a proxy tells through a Unix socket", undefined, { "x-forwarded-for": "1.2.3.4" }, "1.2.3.4"],
  [
    "on Cloudflare what Cloudflare tells, whatever the sender claimed",
    { colo: "HAN" },
    { "x-forwarded-for": "1.2.3.4", "cf-connecting-ip": "203.0.113.7" },
    "203.0.113.7",
  ],
])("the client's address: %s", (_says, cf, headers, address) => {
  expect(addressOf(cf, headers as unknown as Given)).toBe(address);
});

describe("TRUSTED_PROXIES", () => {
  const from = (peer: string): { clientIp: string } => ({ clientIp: peer });
  const claimed = { "x-forwarded-for": "198.51.100.9" };

  test.each([
    ["10.0.0.5", "10.0.0.5:1"],
    ["10.0.0.0/8", "10.200.3.4:1"],
    ["192.168.0.0/23", "192.168.1.255:1"],
    ["203.0.113.0/24, 10.0.0.5", "10.0.0.5:1"],
    ["2001:db8::/32", "[2001:db8:ffff::1]:1"],
    ["fd00::5", "[fd00:0:0:0:0:0:0:5]:1"],
    ["10.0.0.0/8", "[::ffff:10.1.2.3]:1"],
  ])("%s believes %s", (setting, peer) => {
    expect(addressOf(from(peer), claimed, setting)).toBe("198.51.100.9");
  });

  test.each([
    ["10.0.0.5", "10.0.0.6:1", "10.0.0.6"],
    ["192.168.0.0/23", "192.168.2.0:1", "192.168.2.0"],
    ["2001:db8::/32", "[2001:db9::1]:1", "2001:db9:0:0"],
    ["10.0.0.5", "127.0.0.1:1", "127.0.0.1"],
    ["none", "127.0.0.1:1", "127.0.0.1"],
    ["0.0.0.0/0", "[2001:db8::1]:1", "2001:db8:0:0"],
    ["10.0.0.0/33", "10.0.0.1:1", "10.0.0.1"],
  ])("%s does not believe %s", (setting, peer, address) => {
    expect(addressOf(from(peer), claimed, setting)).toBe(address);
  });
});
