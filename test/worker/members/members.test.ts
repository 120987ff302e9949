import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { scopesOfRole } from "../../../shared/contract/member.ts";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";
import { inOffice, invite, type Joined, join, joinedOf, take } from "./joined-member.ts";

let made = 0;
let base = "";

beforeEach(async () => {
  // Before the agency's object is made, which keeps the clock that it finds.
  vi.useFakeTimers({ toFake: ["Date"] });
  made += 1;
  base = await openAgency(`MEM${made}`);
  await putThreeUnits(base);
});
afterEach(() => {
  vi.useRealTimers();
});

const dayMs = 86_400_000;

function passDays(days: number): void {
  vi.setSystemTime(Date.now() + days * dayMs);
}

async function memberWith(id: string): Promise<Record<string, unknown> | undefined> {
  return rowsOf(await askAsRoot(`GET ${base}/members`)).find((row) => row.id === id);
}

describe("an invitation", () => {
  it("lets somebody join, signed in, with a key of their own", async () => {
    const { id, code } = await invite(base, { role: "moderator", unit: "North" });
    expect(await memberWith(id)).toMatchObject({ state: "invited", signs_in_by: null, joined_at: null });
    const taken = await take(base, code);
    expect(taken.status).toBe(201);
    const { key, cookie } = joinedOf(taken);
    expect(taken.body).toMatchObject({
      session: { id, name: "Lê Thị Hoa", role: "moderator", unit: "North", scopes: scopesOfRole.moderator },
    });
    expect(taken.headers.get("cache-control")).toBe("no-store");
    expect((await ask(`GET ${base}/comments`, { key })).status).toBe(200);
    expect((await ask(`GET ${base}/comments`, inOffice(cookie))).status).toBe(200);
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("scope-missing");
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(await memberWith(id)).toMatchObject({ state: "joined", signs_in_by: "key", last_seen_on: today });
  });

  it("works once", async () => {
    const { code } = await invite(base, { role: "reader" });
    await take(base, code);
    expect((await take(base, code)).kind).toBe("unknown-code");
  });

  it("works at its own agency alone", async () => {
    const { code } = await invite(base, { role: "reader" });
    const other = await openAgency(`MEM${made}B`);
    expect((await take(other, code)).kind).toBe("unknown-code");
    expect((await take("/v1/agencies/NOBODY", code)).kind).toBe("unknown-code");
  });

  it("lapses after seven days", async () => {
    const { id, code } = await invite(base, { role: "reader" });
    const other = await invite(base, { role: "reader" });
    passDays(6.99);
    expect((await take(base, other.code)).status).toBe(201);
    passDays(0.02);
    expect(await memberWith(id)).toMatchObject({ state: "lapsed" });
    expect((await take(base, code)).kind).toBe("unknown-code");
  });

  it("ends when another one takes its place", async () => {
    const { id, code } = await invite(base, { role: "reader" });
    const again = await askAsRoot(`POST ${base}/members/${id}/invitation`);
    expect((await take(base, code)).kind).toBe("unknown-code");
    expect((await take(base, (again.body as { invitation: string }).invitation)).status).toBe(201);
  });

  it("does not bring its maker rights that somebody else gives later: another role ends the code", async () => {
    const head = await join(base, { role: "administrator" });
    const low = await giveKey(base, { scopes: ["members:write", "indices:read"] });
    const codeBy = async (key: string): Promise<{ id: string; invitation: string }> =>
      (await ask(`POST ${base}/members`, { key, body: { name: "Bà Hoa", role: "reader" } })).body as never;
    const [byLow, byHead, byRoot] = [await codeBy(low), await codeBy(head.key), await invite(base, { role: "reader" })];
    for (const { id } of [byLow, byHead, byRoot]) {
      const raised = await ask(`PATCH ${base}/members/${id}`, { key: head.key, body: { role: "administrator" } });
      expect(raised.status).toBe(200);
    }
    expect((await take(base, byLow.invitation)).kind).toBe("unknown-code");
    expect(await memberWith(byLow.id)).toMatchObject({ state: "lapsed" });
    expect([(await take(base, byHead.invitation)).status, (await take(base, byRoot.code)).status]).toEqual([201, 201]);
  });

  it("that renews a member's key ends the old key and sessions when it is taken, not before", async () => {
    const { id, key, cookie } = await join(base, { role: "inspector" });
    const again = await askAsRoot(`POST ${base}/members/${id}/invitation`);
    expect((await ask(`GET ${base}/audit`, { key })).status).toBe(200);
    const renewed = joinedOf(await take(base, (again.body as { invitation: string }).invitation));
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("unauthorized");
    expect((await ask(`GET ${base}/audit`, inOffice(cookie))).kind).toBe("session-ended");
    expect((await ask(`GET ${base}/audit`, { key: renewed.key })).status).toBe(200);
  });

  it("is guessed no more often than other codes", async () => {
    const guess = (): ReturnType<typeof ask> =>
      ask("POST /v1/invitations", { body: { agency: `MEM${made}`, code: "x" }, client: "192.0.2.7" });
    for (let wrong = 0; wrong < 60; wrong++) expect((await guess()).kind).toBe("unknown-code");
    expect((await guess()).kind).toBe("rate-limited");
  });

  it("makes no key where the agency has a provider that knows its people", async () => {
    const { code } = await invite(base, { role: "reader" });
    const provider = { issuer: "https://id.example", client_id: "office", label: { vi: "Tài khoản của tỉnh" } };
    expect((await askAsRoot(`PUT ${base}/sign-in`, provider)).status).toBe(200);
    expect((await take(base, code)).kind).toBe("provider-needed");
    await askAsRoot(`DELETE ${base}/sign-in`);
    expect((await take(base, code)).status).toBe(201);
  });

  it("of somebody who was removed works no more", async () => {
    const { id, code } = await invite(base, { role: "reader" });
    await askAsRoot(`DELETE ${base}/members/${id}`);
    expect((await take(base, code)).kind).toBe("unknown-code");
  });
});

/** Everything that the agency's database holds, as one text. */
function stored(): Promise<string> {
  const stub = env.AGENCY.get(env.AGENCY.idFromName(base.split("/").at(-1) ?? ""));
  return runInDurableObject(stub, (_, { storage: { sql } }) => {
    const named =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'";
    const tables = sql.exec<{ name: string }>(named).toArray();
    return JSON.stringify(tables.map(({ name }) => [name, sql.exec(`SELECT * FROM "${name}"`).toArray()]));
  });
}

describe("the database", () => {
  it("holds no code, key or secret by which anybody could come in", async () => {
    const { code } = await invite(base, { role: "reader" });
    const { id, key, cookie } = await join(base, { role: "administrator" });
    const all = await stored();
    for (const secret of [code, key.slice(-43), cookie.slice(-43)]) expect(all.includes(secret)).toBe(false);
    expect(all).toContain(id);
  });

  it("holds neither session nor valid key of a member who was removed", async () => {
    const { id, cookie } = await join(base, { role: "reader" });
    const session = cookie.split(".")[1] ?? "";
    const rows = async (table: string): Promise<Record<string, unknown>[]> =>
      new Map(JSON.parse(await stored()) as [string, Record<string, unknown>[]][]).get(table) ?? [];
    const open = async (): Promise<unknown[]> => [
      (await rows("office_session")).some((row) => row["id"] === session),
      (await rows("access_key")).some((row) => row["member"] === id && row["revoked_ms"] === null),
    ];
    expect(await open()).toEqual([true, true]);
    await askAsRoot(`DELETE ${base}/members/${id}`);
    expect(await open()).toEqual([false, false]);
  });
});

describe("who has members:write", () => {
  it("gives only roles whose scopes they have", async () => {
    const key = await giveKey(base, { scopes: ["members:write", "comments:read", "comments:write"] });
    const given = await ask(`POST ${base}/members`, { key, body: { name: "A", role: "moderator" } });
    expect(given.status).toBe(201);
    const beyond = await ask(`POST ${base}/members`, { key, body: { name: "A", role: "reader" } });
    expect(beyond.kind).toBe("scope-missing");
    expect(beyond.body).toMatchObject({ errors: [{ pointer: "/role" }] });
    const { id } = given.body as { id: string };
    const raised = await ask(`PATCH ${base}/members/${id}`, { key, body: { role: "administrator" } });
    expect(raised.kind).toBe("scope-missing");
  });

  it("gets no code by which they would become somebody with more scopes", async () => {
    const { id } = await join(base, { role: "inspector" });
    const key = await giveKey(base, { scopes: ["members:write"] });
    expect((await ask(`POST ${base}/members/${id}/invitation`, { key })).kind).toBe("scope-missing");
  });

  it("reaches members of their own subtree alone", async () => {
    const head = await join(base, { role: "administrator", unit: "North" });
    const below = await join(base, { role: "reader", unit: "Ward" });
    const beside = await join(base, { role: "reader", unit: "South" });
    const { key } = head;
    const seen = rowsOf(await ask(`GET ${base}/members`, { key })).map(({ id }) => id);
    expect(seen.sort()).toEqual([head.id, below.id].sort());
    const invited = (unit?: string): ReturnType<typeof ask> =>
      ask(`POST ${base}/members`, { key, body: { name: "A", role: "reader", ...(unit ? { unit } : {}) } });
    expect((await invited("Ward")).status).toBe(201);
    expect((await invited("South")).kind).toBe("outside-subtree");
    expect((await invited()).kind).toBe("outside-subtree");
    expect((await invited("Nowhere")).kind).toBe("unknown-unit");
    expect((await ask(`PATCH ${base}/members/${below.id}`, { key, body: { unit: "South" } })).kind).toBe(
      "outside-subtree",
    );
    expect((await ask(`PATCH ${base}/members/${beside.id}`, { key, body: { name: "B" } })).kind).toBe(
      "outside-subtree",
    );
    expect((await ask(`DELETE ${base}/members/${beside.id}`, { key })).kind).toBe("outside-subtree");
    expect((await ask(`POST ${base}/members/${beside.id}/invitation`, { key })).kind).toBe("outside-subtree");
    expect((await ask(`DELETE ${base}/members/${below.id}`, { key })).status).toBe(204);
  });

  it("pages through the list", async () => {
    for (const name of ["A", "B", "C"]) await invite(base, { role: "reader", name });
    const first = await askAsRoot(`GET ${base}/members?limit=2`);
    const { next_cursor } = (first.body as { meta: { next_cursor: string } }).meta;
    const second = await askAsRoot(`GET ${base}/members?limit=2&cursor=${encodeURIComponent(next_cursor)}`);
    expect([rowsOf(first).length, rowsOf(second).length]).toEqual([2, 1]);
  });
});

describe("a member", () => {
  it("who is removed is out at once", async () => {
    const { id, key, cookie } = await join(base, { role: "inspector" });
    expect((await askAsRoot(`DELETE ${base}/members/${id}`)).status).toBe(204);
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("unauthorized");
    expect((await ask(`GET ${base}/audit`, inOffice(cookie))).kind).toBe("session-ended");
    expect((await ask("POST /v1/sessions", { body: { key } })).kind).toBe("unauthorized");
    expect(await memberWith(id)).toBeUndefined();
    expect((await askAsRoot(`POST ${base}/members/${id}/invitation`)).kind).toBe("unknown-member");
  });

  it("with another role has its scopes from the next request on, and signs in anew", async () => {
    const { id, key, cookie } = await join(base, { role: "inspector" });
    const changed = await askAsRoot(`PATCH ${base}/members/${id}`, { role: "reader", unit: "North" });
    expect(changed.body).toMatchObject({ role: "reader", unit: "North", state: "joined" });
    expect((await ask(`GET ${base}/audit`, inOffice(cookie))).kind).toBe("session-ended");
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("scope-missing");
    const begun = await ask("POST /v1/sessions", { body: { key } });
    expect(begun.body).toMatchObject({ id, role: "reader", unit: "North" });
  });

  it("with another name alone stays signed in", async () => {
    const { id, cookie } = await join(base, { role: "inspector" });
    await askAsRoot(`PATCH ${base}/members/${id}`, { name: "Lê Thị Hoà" });
    const asked = await ask("GET /v1/session", inOffice(cookie));
    expect(asked.body).toMatchObject({ session: { name: "Lê Thị Hoà" } });
  });

  it("signs in by a key that stands in no list of keys and is changed by no call on keys", async () => {
    const { key } = await join(base, { role: "reader" });
    const id = key.split("_")[2];
    expect(rowsOf(await askAsRoot(`GET ${base}/keys`))).toEqual([]);
    expect((await askAsRoot(`DELETE ${base}/keys/${id}`)).kind).toBe("unknown-key");
    expect((await askAsRoot(`POST ${base}/keys/${id}/rotate`, {})).kind).toBe("unknown-key");
    passDays(364);
    expect((await ask(`GET ${base}/indices?period=2026`, { key })).status).toBe(200);
    passDays(2);
    expect((await ask(`GET ${base}/indices?period=2026`, { key })).kind).toBe("key-expired");
  });

  it("is no second person to whoever invited them and may have used the code", async () => {
    const scopes = ["set-asides:write", "members:write", "config:write"];
    const first = await join(base, { role: "administrator" });
    const invited = await ask(`POST ${base}/members`, {
      key: first.key,
      body: { name: "Một người khác", role: "reform-office" },
    });
    const puppet = joinedOf(await take(base, (invited.body as { invitation: string }).invitation));
    const independent = await join(base, { role: "reform-office" });
    expect(scopesOfRole.administrator).toEqual(expect.arrayContaining(scopes));
    const touchpoints = [{ id: `MEM${made}-0000000001`, unit: "North", channel: "portal", name: "Cổng" }];
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints });
    const span = { from: "2026-11-24", to: "2026-11-24" };
    const body = { touchpoint: touchpoints[0]?.id, ...span, reason: "Một máy gửi hàng loạt", role: "reform-office" };
    const proposed = await ask(`POST ${base}/set-asides`, { key: first.key, body });
    const { id } = proposed.body as { id: string };
    const confirm = (key: string): ReturnType<typeof ask> => ask(`POST ${base}/set-asides/${id}/confirm`, { key });
    expect((await confirm(first.key)).kind).toBe("second-key-needed");
    expect((await confirm(puppet.key)).kind).toBe("second-key-needed");
    expect((await confirm(independent.key)).status).toBe(200);
  });

  it("stays in its inviter's hand whoever of the two makes it a new code, used or not", async () => {
    const head = await join(base, { role: "administrator" });
    const inviteBy = async (key: string): Promise<Joined> => {
      const body = { name: "Một người khác", role: "administrator" };
      const { id, invitation } = (await ask(`POST ${base}/members`, { key, body })).body as typeof fresh;
      return { id, ...joinedOf(await take(base, invitation)) };
    };
    const fresh = { id: "", invitation: "" };
    const renew = async (key: string, id: string): Promise<string> =>
      ((await ask(`POST ${base}/members/${id}/invitation`, { key })).body as typeof fresh).invitation;
    const [puppet, other] = [await inviteBy(head.key), await inviteBy(head.key)];
    const propose = proposedBy(head.key);
    // By itself; by the other puppet; and by the first puppet for the other, which closes a ring without the head.
    await renew(puppet.key, puppet.id);
    expect((await ask(await propose(), { key: puppet.key })).kind).toBe("second-key-needed");
    const joined = joinedOf(await take(base, await renew(puppet.key, puppet.id)));
    expect((await ask(await propose(), { key: joined.key })).kind).toBe("second-key-needed");
    const byOther = joinedOf(await take(base, await renew(other.key, puppet.id)));
    const byPuppet = joinedOf(await take(base, await renew(byOther.key, other.id)));
    expect((await ask(await propose(), { key: byOther.key })).kind).toBe("second-key-needed");
    expect((await ask(await propose(), { key: byPuppet.key })).kind).toBe("second-key-needed");
  });

  it("stays in its inviter's hand until somebody else's code is used, and then in that one's", async () => {
    const head = await join(base, { role: "administrator" });
    const body = { name: "Một người khác", role: "reform-office" };
    const invited = (await ask(`POST ${base}/members`, { key: head.key, body })).body as {
      id: string;
      invitation: string;
    };
    const before = joinedOf(await take(base, invited.invitation));
    const propose = proposedBy(head.key);
    const again = await askAsRoot(`POST ${base}/members/${invited.id}/invitation`);
    expect((await ask(await propose(), { key: before.key })).kind).toBe("second-key-needed");
    const after = joinedOf(await take(base, (again.body as { invitation: string }).invitation));
    expect((await ask(await propose(), { key: after.key })).status).toBe(200);
  });
});

/** Proposes set-asides with a key; each call answers the line that confirms the one that it made. */
function proposedBy(key: string): () => Promise<string> {
  const id = `MEM${made}-0000000001`;
  return async () => {
    await askAsRoot(`PUT ${base}/touchpoints`, {
      touchpoints: [{ id, unit: "North", channel: "portal", name: "Cổng" }],
    });
    const span = { from: "2026-11-24", to: "2026-11-24" };
    const body = { touchpoint: id, ...span, reason: "Một máy gửi hàng loạt", role: "reform-office" };
    const proposed = await ask(`POST ${base}/set-asides`, { key, body });
    return `POST ${base}/set-asides/${(proposed.body as { id: string }).id}/confirm`;
  };
}

describe("the last administrator of the agency", () => {
  it("cannot leave or be given less, but by the root key", async () => {
    const { id, key } = await join(base, { role: "administrator" });
    // Neither of these could invite anybody to the whole agency.
    await join(base, { role: "administrator", unit: "North" });
    const second = await invite(base, { role: "administrator" });
    const less = [{ role: "reader" }, { unit: "North" }];
    for (const body of less) {
      expect((await ask(`PATCH ${base}/members/${id}`, { key, body })).kind).toBe("last-administrator");
    }
    expect((await ask(`DELETE ${base}/members/${id}`, { key })).kind).toBe("last-administrator");
    expect((await ask(`PATCH ${base}/members/${id}`, { key, body: { name: "Lê Hoa" } })).status).toBe(200);
    await take(base, second.code);
    expect((await ask(`PATCH ${base}/members/${id}`, { key, body: { role: "reader" } })).status).toBe(200);
    expect((await askAsRoot(`DELETE ${base}/members/${second.id}`)).status).toBe(204);
  });

  it("is not saved by a session of the root key, which is an administrator's", async () => {
    const { id } = await join(base, { role: "administrator" });
    const agency = base.split("/").at(-1);
    const begun = await ask("POST /v1/sessions", { body: { key: "the root key of these tests", agency } });
    const session = inOffice((begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    expect((await ask(`DELETE ${base}/members/${id}`, session)).kind).toBe("last-administrator");
  });
});

describe("the audit log of members", () => {
  it("tells who did what, by name, also of somebody who is gone", async () => {
    const head = await join(base, { role: "administrator", name: "Trần Văn Nam" });
    const { id } = await join(base, { role: "inspector" });
    await ask(`PATCH ${base}/members/${id}`, { key: head.key, body: { role: "reader" } });
    await ask(`DELETE ${base}/members/${id}`, { key: head.key });
    const told = rowsOf(await askAsRoot(`GET ${base}/audit?on=${id}`));
    const agency = base.split("/").at(-1);
    expect(told.map(({ what, by, by_name, before, after }) => ({ what, by, by_name, before, after }))).toEqual([
      {
        ...{ what: "member.removed", by: head.id, by_name: "Trần Văn Nam" },
        ...{ before: `Lê Thị Hoa, reader, ${agency}`, after: null },
      },
      {
        ...{ what: "member.changed", by: head.id, by_name: "Trần Văn Nam" },
        ...{ before: `Lê Thị Hoa, inspector, ${agency}`, after: `Lê Thị Hoa, reader, ${agency}` },
      },
      { what: "member.joined", by: id, by_name: "Lê Thị Hoa", before: null, after: "by key" },
      { what: "member.invited", by: "root", by_name: null, before: null, after: `Lê Thị Hoa, inspector, ${agency}` },
    ]);
  });

  it("names keys too, and to a unit's key only those that it sees", async () => {
    const whole = await giveKey(base, { scopes: ["devices:write", "config:write", "keys:write"] });
    const own = await giveKey(base, { scopes: ["keys:write", "audit:read", "indices:read"], unit: "North" });
    const make = (key: string): ReturnType<typeof ask> =>
      ask(`POST ${base}/keys`, { key, body: { name: "x", scopes: ["keys:write"], unit: "Ward" } });
    await make(whole);
    await make(own);
    const named = async (key: string): Promise<unknown[]> =>
      rowsOf(await ask(`GET ${base}/audit?what=key.created`, { key }))
        .filter(({ by }) => by !== "root")
        .map(({ by_name }) => by_name);
    expect(await named(own)).toEqual(["test", null]);
    expect(await named(await giveKey(base, { scopes: ["audit:read"] }))).toEqual(["test", "test"]);
  });

  it("holds no code, key or secret, and neither does the server's log", async () => {
    const written: unknown[][] = [];
    const spies = (["log", "error", "warn", "info"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void written.push(words)),
    );
    const { id, code } = await invite(base, { role: "administrator" });
    await take(base, `${code.slice(1)}x`);
    const taken = await take(base, code);
    const { key, cookie } = joinedOf(taken);
    const again = await askAsRoot(`POST ${base}/members/${id}/invitation`);
    await ask("DELETE /v1/session", inOffice(cookie));
    await ask("POST /v1/sessions", { body: { key } });
    await ask(`PATCH ${base}/members/${id}`, { key, body: { role: 7 } });
    const renewed = (again.body as { invitation: string }).invitation;
    const all = JSON.stringify([(await askAsRoot(`GET ${base}/audit?limit=1000`)).body, written]);
    for (const spy of spies) spy.mockRestore();
    const secrets = [code, renewed, key.slice(-43), cookie.split(".").at(-1)];
    expect(secrets.every((secret) => secret !== undefined && secret.length >= 22)).toBe(true);
    expect(secrets.filter((secret) => all.includes(secret ?? ""))).toEqual([]);
    expect(all).toContain(id);
  });
});
