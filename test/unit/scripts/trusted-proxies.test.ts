import { expect, test } from "vitest";
import { clientOf, networkOf, readTrustedProxies } from "../../../scripts/trusted-proxies.mjs";
import { clientAddress, trustedProxies } from "../../../worker/api/client-address.ts";

const cases = [
  ["loopback", "127.0.0.1", "1.2.3.4, 203.0.113.7"],
  ["loopback", "127.0.0.1", undefined],
  ["loopback", "::1", "2001:DB8:0:1f::9"],
  ["loopback", "::ffff:127.0.0.1", "203.0.113.7:4040"],
  ["loopback", "203.0.113.7", "1.2.3.4"],
  ["none", "127.0.0.1", "1.2.3.4"],
  ["10.0.0.0/8, fd00::/8", "fd00::1", "198.51.100.1, 10.9.9.9"],
  ["10.0.0.0/8", "10.0.0.1", "10.0.0.2, 10.0.0.3"],
  ["10.0.0.0/8", "10.0.0.1", "unknown"],
] as const;

test.each(cases)("%s, %s, %s: the front door sees the same client as the Worker", (setting, peer, forwarded) => {
  const { proxies } = readTrustedProxies(setting);
  const headers = new Headers(forwarded === undefined ? {} : { "x-forwarded-for": forwarded });
  const clientIp = peer.includes(":") ? `[${peer}]:1` : `${peer}:1`;
  const request = { cf: { clientIp }, headers } as unknown as Request;
  expect(networkOf(clientOf({ peer, forwarded, proxies }).toLowerCase())).toBe(
    clientAddress(request, trustedProxies(setting)),
  );
});

test.each(["10.0.0.0/33", "::1/129", "10.0.0", "proxy.example", "10.0.0.0/8/8", "10.0.0.0/x"])(
  "%s is refused",
  (text) => {
    expect(readTrustedProxies(`10.1.1.1, ${text}`)).toEqual({ wrong: text });
  },
);
