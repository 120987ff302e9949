import { describe, expect, test } from "vitest";
import { scopesOfRole } from "../../../../shared/contract/member.ts";
import { holderOfKey } from "../../../../worker/keys/authenticate.ts";
import type { StoredMember } from "../../../../worker/members/member-store.ts";
import { memoryKeyStore, storedKey, today } from "../access/memory-keys.ts";

const equalHashes = (a: string, b: string): boolean => a === b;
const joinedMember: StoredMember = {
  ...{ id: "member-a", name: "Lê Thị Hoa", role: "reader", unit: "H20", state: "joined" },
  ...{ invitedMs: 0, joinedMs: 0, seenDay: null, issuer: null, subject: null, lapsesMs: null },
};
const noMembers = { joined: () => null, see: () => undefined };
const unauthorized = { ok: false, failure: { kind: "unauthorized" } };

function holder(keys: ReturnType<typeof memoryKeyStore>, id = "a", hash = "ff"): ReturnType<typeof holderOfKey> {
  return holderOfKey({ keys, members: noMembers, agency: "H20", today, equalHashes }, id, hash);
}

describe("holderOfKey", () => {
  test("returns the holder if the hash is the stored one", () => {
    expect(holder(memoryKeyStore(storedKey({ unit: "Ward" })))).toEqual({
      ok: true,
      value: { kind: "key", agency: "H20", id: "a", scopes: ["indices:read"], unit: "Ward" },
    });
  });

  test("refuses another hash, another id and a revoked key", () => {
    const keys = memoryKeyStore(storedKey());
    expect(holder(keys, "a", "fe")).toEqual(unauthorized);
    expect(holder(keys, "b")).toEqual(unauthorized);
    keys.revoke("a", 0);
    expect(holder(keys)).toEqual(unauthorized);
  });

  test("lets a key in on its last day and says that it has expired from the next on", () => {
    expect(holder(memoryKeyStore(storedKey({ expiresDay: today })))).toMatchObject({ ok: true });
    expect(holder(memoryKeyStore(storedKey({ expiresDay: today - 1 })))).toEqual({
      ok: false,
      failure: { kind: "key-expired", given: "2026-11-23" },
    });
  });

  test("tells nobody without the secret that a key has expired", () => {
    expect(holder(memoryKeyStore(storedKey({ expiresDay: today - 1 })), "a", "fe")).toEqual(unauthorized);
  });

  test("tells the last day from 30 days before it on", () => {
    const lastDayOf = (expiresDay: number): unknown => {
      const found = holder(memoryKeyStore(storedKey({ expiresDay })));
      return found.ok && found.value.kind === "key" && found.value.lastDay;
    };
    expect(lastDayOf(today + 31)).toBeUndefined();
    expect(lastDayOf(today + 30)).toBe("2026-12-24");
    expect(lastDayOf(today)).toBe("2026-11-24");
  });

  test("notes the day of a use, and of nothing that was refused", () => {
    const keys = memoryKeyStore(storedKey(), storedKey({ id: "b", expiresDay: today - 1 }));
    holder(keys, "a", "fe");
    holder(keys, "b");
    expect(keys.all().map(({ usedDay }) => usedDay)).toEqual([null, null]);
    holder(keys);
    expect(keys.find("a")?.usedDay).toBe(today);
  });

  test("returns the member whose key it is, with the scopes and unit of their role as it is now", () => {
    const keys = memoryKeyStore(storedKey({ member: "member-a", scopes: [], unit: "H20" }));
    const seen: string[] = [];
    const members = {
      joined: () => ({ ...joinedMember, role: "moderator", unit: "Ward" }) as const,
      see: (id: string) => void seen.push(id),
    };
    expect(holderOfKey({ keys, members, agency: "H20", today, equalHashes }, "a", "ff")).toEqual({
      ok: true,
      value: {
        kind: "key",
        agency: "H20",
        id: "member-a",
        role: "moderator",
        scopes: scopesOfRole.moderator,
        unit: "Ward",
      },
    });
    expect(seen).toEqual(["member-a"]);
  });

  test("refuses the key of somebody who is no member any more", () => {
    expect(holder(memoryKeyStore(storedKey({ member: "member-a" })))).toEqual(unauthorized);
  });
});
