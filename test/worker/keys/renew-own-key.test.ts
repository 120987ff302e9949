import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inOffice, invite, join, take } from "../members/joined-member.ts";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base = "";

beforeAll(async () => {
  // Before the agency's object is made, which keeps the clock that it finds.
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(new Date("2026-11-30T03:00:00Z"));
  base = await openAgency("OWN");
});

afterAll(() => {
  vi.useRealTimers();
});

function passDays(days: number): void {
  vi.setSystemTime(Date.now() + days * 86_400_000);
}

function renew(key: string): Promise<Answered> {
  return ask("POST /v1/own-keys", { body: { key } });
}

async function renewed(key: string): Promise<string> {
  return ((await renew(key)).body as { key: string }).key;
}

async function signsIn(key: string): Promise<string | null> {
  return (await ask("POST /v1/sessions", { body: { key } })).kind;
}

describe("a member's own key", () => {
  it("is replaced by one that works for a year, with the same rights", async () => {
    const { id, key } = await join(base, { role: "inspector" });
    const answer = await renew(key);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([201, "no-store"]);
    expect(answer.body).toEqual({
      key: expect.stringMatching(/^cfk_OWN_[0-9a-z]{12}_[\w-]{43}$/),
      key_expires_on: "2027-11-30",
      before_expires_on: "2026-12-01",
    });
    const fresh = (answer.body as { key: string }).key;
    const session = await ask("POST /v1/sessions", { body: { key: fresh } });
    expect(session.body).toMatchObject({ id, role: "inspector", unit: "OWN", key_expires_on: "2027-11-30" });
    const [told] = rowsOf(await askAsRoot(`GET ${base}/audit?on=${id}`));
    expect(told).toMatchObject({ what: "member.key-renewed", by: id, after: "last day 2027-11-30" });
    expect(JSON.stringify(rowsOf(await askAsRoot(`GET ${base}/audit`)))).not.toContain(fresh.split("_")[3]);
    expect(rowsOf(await askAsRoot(`GET ${base}/keys`))).toEqual([]);
  });

  it("works until the end of the next day, so that nobody is locked out by a page closed too early", async () => {
    const { key } = await join(base, { role: "reader" });
    const lost = await renewed(key);
    passDays(1);
    const kept = await renewed(key);
    expect([await signsIn(lost), await signsIn(key), await signsIn(kept)]).toEqual(["unauthorized", null, null]);
    passDays(1);
    expect([await signsIn(key), await signsIn(kept)]).toEqual(["key-expired", null]);
    expect((await renew(key)).kind).toBe("unknown-code");
  });

  it("lasts no longer by being replaced again and again", async () => {
    const { key } = await join(base, { role: "reader" });
    passDays(364);
    const days: unknown[] = [];
    for (let turn = 0; turn < 2; turn++) {
      days.push(((await renew(key)).body as { before_expires_on: string }).before_expires_on);
      passDays(1);
    }
    expect(days[1]).toBe(days[0]);
    passDays(1);
    expect(await signsIn(key)).toBe("key-expired");
  });

  it("is replaced by whoever has it, not by a session that somebody left open", async () => {
    const { cookie } = await join(base, { role: "administrator" });
    const body = { key: "cfk_OWN_aaaaaaaaaaaa_".padEnd(64, "A") };
    expect((await ask("POST /v1/own-keys", { ...inOffice(cookie), body })).kind).toBe("unknown-code");
    expect((await ask("POST /v1/own-keys", { ...inOffice(cookie), body: {} })).kind).toBe("invalid");
  });

  it("is guessed by nobody: after sixty wrong ones a client waits, and others do not", async () => {
    const { key } = await join(base, { role: "reader" });
    const from = (client: string, shown: string): Promise<Answered> =>
      ask("POST /v1/own-keys", { headers: { "x-forwarded-for": client }, body: { key: shown } });
    const wrong = `${key.slice(0, -43)}${"A".repeat(43)}`;
    const kinds = await Promise.all(Array.from({ length: 70 }, async () => (await from("192.0.2.9", wrong)).kind));
    expect(kinds.filter((kind) => kind === "unknown-code")).toHaveLength(60);
    expect((await from("192.0.2.9", key)).kind).toBe("rate-limited");
    expect((await from("198.51.100.7", key)).status).toBe(201);
  });

  it("has its entry where the member is now, so that an inspector of their unit reads it", async () => {
    await putThreeUnits(base);
    const inspectors = await giveKey(base, { scopes: ["audit:read"], unit: "South" });
    const { id, key } = await join(base, { role: "reader", unit: "North" });
    expect((await askAsRoot(`PATCH ${base}/members/${id}`, { unit: "South" })).status).toBe(200);
    await renew(key);
    const told = await ask(`GET ${base}/audit?on=${id}&what=member.key-renewed`, { key: inspectors });
    expect(rowsOf(told)).toMatchObject([{ by: id }]);
  });

  it("leaves sessions as they are", async () => {
    const { key, cookie } = await join(base, { role: "reader" });
    await renew(key);
    expect((await ask("GET /v1/session", inOffice(cookie))).body).toMatchObject({
      session: { key_expires_on: expect.any(String) },
    });
  });

  it("ends with its member, however often it was replaced, and by a new invitation", async () => {
    const { id, key } = await join(base, { role: "reader" });
    const fresh = await renewed(key);
    const code = (await askAsRoot(`POST ${base}/members/${id}/invitation`)).body as { invitation: string };
    await take(base, code.invitation);
    expect([await signsIn(key), await signsIn(fresh)]).toEqual(["unauthorized", "unauthorized"]);
    const other = await join(base, { role: "reader" });
    const next = await renewed(other.key);
    await askAsRoot(`DELETE ${base}/members/${other.id}`);
    expect([await signsIn(other.key), await signsIn(next)]).toEqual(["unauthorized", "unauthorized"]);
    expect([(await renew(other.key)).kind, (await renew(next)).kind]).toEqual(["unknown-code", "unknown-code"]);
  });

  it("is not a key for programs, nor the root key, nor one of no agency", async () => {
    const program = await giveKey(base, { scopes: ["audit:read"] });
    expect((await renew(program)).kind).toBe("invalid");
    for (const other of [
      "the root key of these tests",
      "x",
      program.replace("OWN", "OWNX"),
      `${program}`.slice(0, -1),
    ]) {
      expect([other, (await renew(other)).kind]).toEqual([other, "unknown-code"]);
    }
    const { key } = await join(base, { role: "reader" });
    expect((await renew(key.slice(0, -43) + "A".repeat(43))).kind).toBe("unknown-code");
  });
});

describe("the end of the key that somebody signed in by", () => {
  it("is told with the session: of a member's key, of one for programs, and of none", async () => {
    const end = async (body: unknown): Promise<unknown> => {
      const begun = await ask("POST /v1/sessions", { body });
      return (begun.body as { key_expires_on: unknown }).key_expires_on;
    };
    const made = async (expires_on: string | null): Promise<string> => {
      const answer = await askAsRoot(`POST ${base}/keys`, { name: "test", scopes: ["audit:read"], expires_on });
      return (answer.body as { key: string }).key;
    };
    const { id, code } = await invite(base, { role: "reader" });
    const joined = (await take(base, code)).body as { key: string; key_expires_on: string; session: unknown };
    expect(joined.session).toMatchObject({ id, key_expires_on: joined.key_expires_on });
    expect(await end({ key: joined.key })).toBe(joined.key_expires_on);
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    expect(await end({ key: await made(day) })).toBe(day);
    expect(await end({ key: await made(null) })).toBeNull();
    expect(await end({ key: "the root key of these tests", agency: "OWN" })).toBeNull();
  });
});
