import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cookieOf, inOffice, invite, join } from "../members/joined-member.ts";
import { ask, askAsRoot, giveKey, hasObject, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base = "";
let key = "";

beforeAll(async () => {
  // Before the agency's object is made, which keeps the clock that it finds.
  vi.useFakeTimers({ toFake: ["Date"] });
  base = await openAgency("SES");
  key = await giveKey(base, { scopes: ["config:write", "audit:read"] });
});

afterAll(() => {
  vi.useRealTimers();
});

/** Lets minutes pass, for the server as well. */
function passMinutes(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}

/** Signs in; answers the cookie as a browser sends it back. */
async function signIn(body: unknown): Promise<string> {
  const begun = await ask("POST /v1/sessions", { body });
  expect(begun.status).toBe(201);
  return (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

describe("a session", () => {
  it("is begun by a key, and its cookie is out of the reach of scripts, other sites and other hosts", async () => {
    const begun = await ask("POST /v1/sessions", { body: { key } });
    const cookie = begun.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^__Host-office-session=SES\.[0-9a-z]{12}\.[\w-]{43}; Max-Age=43200; Path=\/; /);
    expect(cookie).toMatch(/; Secure; HttpOnly; SameSite=Strict$/);
    expect(begun.body).toMatchObject({
      agency: "SES",
      name: "test",
      scopes: ["config:write", "audit:read"],
      unit: "SES",
    });
    expect(JSON.stringify(begun.body)).not.toContain(key);
  });

  it("asks as its key does", async () => {
    const session = inOffice(await signIn({ key }));
    expect((await ask(`GET ${base}/audit`, session)).status).toBe(200);
    expect((await ask(`GET ${base}/indices?period=2026`, session)).kind).toBe("scope-missing");
    expect((await ask("GET /v1/session", session)).body).toMatchObject({ session: { agency: "SES", role: null } });
  });

  it("counts for nothing without the header that only a page of this server sends", async () => {
    const cookie = await signIn({ key });
    expect((await ask(`GET ${base}/audit`, { headers: { cookie } })).kind).toBe("unauthorized");
    const foreign = { cookie, "office-session": "1", "sec-fetch-site": "cross-site" };
    expect((await ask(`GET ${base}/audit`, { headers: foreign })).kind).toBe("unauthorized");
    const preflight = await ask(`OPTIONS ${base}/audit`);
    expect(preflight.headers.get("access-control-allow-headers")).not.toContain("office-session");
  });

  it("ends on the server when its holder signs out", async () => {
    const session = inOffice(await signIn({ key }));
    const out = await ask("DELETE /v1/session", session);
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toMatch(/^__Host-office-session=; Max-Age=0; /);
    expect((await ask(`GET ${base}/audit`, session)).kind).toBe("session-ended");
  });

  it("ends with its key", async () => {
    const other = await giveKey(base, { scopes: ["audit:read"] });
    const session = inOffice(await signIn({ key: other }));
    await askAsRoot(`DELETE ${base}/keys/${other.split("_")[2]}`);
    expect((await ask(`GET ${base}/audit`, session)).kind).toBe("session-ended");
  });

  it("of the root key is an administrator's of one agency, and no more", async () => {
    await openAgency("SESB");
    const session = inOffice(await signIn({ key: "the root key of these tests", agency: "SES" }));
    expect((await ask(`GET ${base}/keys`, session)).status).toBe(200);
    expect((await ask("GET /v1/agencies/SESB/keys", session)).kind).toBe("other-agency");
    expect((await ask("GET /readyz", session)).kind).toBe("scope-missing");
    expect((await ask("POST /v1/sessions", { body: { key: "the root key of these tests" } })).kind).toBe("invalid");
  });

  it("is refused for a key that is none, and for another agency's", async () => {
    expect((await ask("POST /v1/sessions", { body: { key: "x" } })).kind).toBe("unauthorized");
    expect((await ask("POST /v1/sessions", { body: { key, agency: "SESB" } })).kind).toBe("other-agency");
  });
});

describe("a session's end", () => {
  it("comes an hour after its last use", async () => {
    const session = inOffice(await signIn({ key }));
    for (let hour = 0; hour < 3; hour++) {
      passMinutes(59);
      expect((await ask(`GET ${base}/audit`, session)).status).toBe(200);
    }
    passMinutes(61);
    expect((await ask(`GET ${base}/audit`, session)).kind).toBe("session-ended");
  });

  it("comes after twelve hours, however often it is used", async () => {
    const session = inOffice(await signIn({ key }));
    for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
      passMinutes(30);
      expect((await ask(`GET ${base}/audit`, session)).status).toBe(200);
    }
    passMinutes(31);
    expect((await ask(`GET ${base}/audit`, session)).kind).toBe("session-ended");
  });

  it("lets the same browser sign in again, which still sends its cookie", async () => {
    const session = inOffice(await signIn({ key }));
    passMinutes(61);
    const again = await ask("POST /v1/sessions", { ...session, body: { key } });
    expect(again.status).toBe(201);
  });
});

describe("who attacks a session", () => {
  it("cannot plant one: signing in makes another, and the planted one stays closed", async () => {
    const own = await signIn({ key });
    const planted = own.replace(/\.[0-9a-z]{12}\./, ".aaaaaaaaaaaa.");
    const begun = await ask("POST /v1/sessions", { ...inOffice(planted), body: { key } });
    const given = (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect([given.split(".")[1], given.split(".")[2]]).not.toEqual([planted.split(".")[1], planted.split(".")[2]]);
    expect((await ask(`GET ${base}/audit`, inOffice(planted))).kind).toBe("session-ended");
    const before = await ask("POST /v1/sessions", { ...inOffice(own), body: { key } });
    expect((before.headers.get("set-cookie") ?? "").startsWith(own)).toBe(false);
  });

  it("cannot use its id without its secret, nor at another agency", async () => {
    const cookie = await signIn({ key });
    await openAgency("SESC");
    const [name, id = "", secret = ""] = cookie.split(".");
    const wrong = [
      `${name}.${id}.${"A".repeat(43)}`,
      `${name}.${id}.`,
      `${name?.replace("SES", "SESC")}.${id}.${secret}`,
    ];
    for (const other of [...wrong, cookie.replace("SES.", "SESX.")]) {
      expect([other, (await ask(`GET ${base}/audit`, inOffice(other))).kind]).toEqual([other, "session-ended"]);
    }
    expect((await ask("GET /v1/agencies/SESC/audit", inOffice(cookie))).kind).toBe("other-agency");
  });

  it("cannot write by it from a page of another site", async () => {
    const cookie = await signIn({ key: "the root key of these tests", agency: "SES" });
    const put = { body: { contact: { phone: "1022" } } };
    const line = `PUT ${base}`;
    for (const site of ["cross-site", "same-site", "none"]) {
      const headers = { cookie, "office-session": "1", "sec-fetch-site": site };
      expect([site, (await ask(line, { ...put, headers })).kind]).toEqual([site, "unauthorized"]);
    }
    expect((await ask(line, { ...put, headers: { cookie } })).kind).toBe("unauthorized");
    // A browser that asks first learns that neither the header nor the cookie may go along.
    for (const path of [base, `${base}/members`, "/v1/sessions", "/v1/invitations"]) {
      const { headers } = await ask(`OPTIONS ${path}`, { headers: { origin: "https://elsewhere.example" } });
      expect(headers.get("access-control-allow-headers")).not.toContain("office-session");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    expect((await ask(line, { ...put, ...inOffice(cookie) })).status).toBe(200);
  });

  it("cannot sign somebody in by a form, which sends no JSON", async () => {
    for (const [path, body] of [
      ["/v1/sessions", { key }],
      ["/v1/invitations", { agency: "SES", code: "x" }],
    ] as const) {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
        const sent = await ask(`POST ${path}`, { body, headers: { "content-type": type } });
        expect([path, type, sent.kind]).toEqual([path, type, "media-type"]);
      }
    }
  });
});

describe("one's own sessions", () => {
  it("are listed, the newest first, and no other's", async () => {
    const own = await giveKey(base, { scopes: ["audit:read"] });
    const first = await signIn({ key: own });
    passMinutes(5);
    const second = await signIn({ key: own });
    await signIn({ key });
    const listed = rowsOf(await ask(`GET ${base}/sessions`, inOffice(second)));
    expect(listed.map(({ id, is_this }) => [id, is_this])).toEqual([
      [second.split(".")[1], true],
      [first.split(".")[1], false],
    ]);
    const page = await ask(`GET ${base}/sessions?limit=1`, { key: own });
    const { next_cursor } = (page.body as { meta: { next_cursor: string } }).meta;
    const rest = rowsOf(await ask(`GET ${base}/sessions?cursor=${encodeURIComponent(next_cursor)}`, { key: own }));
    expect(rest.map(({ id }) => id)).toEqual([first.split(".")[1]]);
    passMinutes(58);
    await ask(`GET ${base}/audit`, inOffice(second));
    passMinutes(3);
    const left = rowsOf(await ask(`GET ${base}/sessions`, { key: own }));
    expect(left.map(({ id }) => id)).toEqual([second.split(".")[1]]);
  });

  it("are ended by their holder, and by nobody else", async () => {
    const own = await giveKey(base, { scopes: ["audit:read"] });
    const cookie = await signIn({ key: own });
    const id = cookie.split(".")[1];
    expect((await ask(`DELETE ${base}/sessions/${id}`, { key })).kind).toBe("unknown-session");
    expect((await ask(`GET ${base}/audit`, inOffice(cookie))).status).toBe(200);
    expect((await ask(`DELETE ${base}/sessions/${id}`, { key: own })).status).toBe(204);
    expect((await ask(`GET ${base}/audit`, inOffice(cookie))).kind).toBe("session-ended");
    const told = rowsOf(await askAsRoot(`GET ${base}/audit?on=${id}`));
    expect(told.map(({ what, by_name }) => [what, by_name])).toEqual([
      ["session.ended", "test"],
      ["session.begun", "test"],
    ]);
  });

  it("are seen and ended by administrators where they are members' of their subtree", async () => {
    await putThreeUnits(base);
    const head = await join(base, { role: "administrator", unit: "North" });
    const below = await join(base, { role: "reader", unit: "Ward" });
    const beside = await join(base, { role: "reader", unit: "South" });
    const line = (path: string): string => `GET ${base}/sessions?member=${path}`;
    expect((await ask(line(below.id), { key: beside.key })).kind).toBe("scope-missing");
    expect((await ask(line(beside.id), { key: head.key })).kind).toBe("outside-subtree");
    expect((await ask(line("nobody"), { key: head.key })).kind).toBe("unknown-member");
    const [session] = rowsOf(await ask(line(below.id), { key: head.key }));
    expect(session?.id).toBe(below.cookie.split(".")[1]);
    const end = ({ cookie }: { cookie: string }): ReturnType<typeof ask> =>
      ask(`DELETE ${base}/sessions/${cookie.split(".")[1]}`, { key: head.key });
    expect((await end(beside)).kind).toBe("unknown-session");
    expect((await end(below)).status).toBe(204);
    expect((await ask("GET /v1/session", inOffice(below.cookie))).kind).toBe("session-ended");
  });
});

describe("signing in again in the same browser", () => {
  const auditEnd = async (cookie: string): Promise<unknown[]> => {
    const told = rowsOf(await askAsRoot(`GET ${base}/audit?on=${cookie.split(".")[1]}&what=session.ended`));
    return told.map(({ by, before }) => [by, before]);
  };
  const isOpen = async (cookie: string): Promise<boolean> =>
    (await ask("GET /v1/session", inOffice(cookie))).kind === null;

  it("ends the session that the browser had, and no other", async () => {
    const [own, elsewhere] = [await signIn({ key }), await signIn({ key })];
    const again = await ask("POST /v1/sessions", { headers: { cookie: own }, body: { key } });
    expect(await Promise.all([own, elsewhere, cookieOf(again)].map(isOpen))).toEqual([false, true, true]);
    expect(await auditEnd(own)).toEqual([["server", key.split("_")[2]]]);
  });

  it("ends it also at the agency that the person was signed in to before", async () => {
    const other = await openAgency("SESD");
    const [own, keyThere] = [await signIn({ key }), await giveKey(other, { scopes: ["audit:read"] })];
    const there = await ask("POST /v1/sessions", { headers: { cookie: own }, body: { key: keyThere } });
    expect(await Promise.all([own, cookieOf(there)].map(isOpen))).toEqual([false, true]);
    expect((await ask(`GET ${other}/audit`, inOffice(cookieOf(there)))).status).toBe(200);
  });

  it("ends it when an invitation is taken", async () => {
    const own = await signIn({ key });
    const { code } = await invite(base, { role: "reader" });
    const taken = await ask("POST /v1/invitations", { headers: { cookie: own }, body: { agency: "SES", code } });
    expect(await Promise.all([own, cookieOf(taken)].map(isOpen))).toEqual([false, true]);
  });

  it("leaves it where the sign-in fails", async () => {
    const own = await signIn({ key });
    await ask("POST /v1/sessions", { headers: { cookie: own }, body: { key: "x" } });
    const unknown = { agency: "SES", code: "no code" };
    await ask("POST /v1/invitations", { headers: { cookie: own }, body: unknown });
    expect(await isOpen(own)).toBe(true);
  });

  it("does not end the session of somebody else whose id is known", async () => {
    const own = await signIn({ key });
    const forged = own.replace(/[^.]+$/, "A".repeat(43));
    expect((await ask("POST /v1/sessions", { headers: { cookie: forged }, body: { key } })).status).toBe(201);
    expect(await isOpen(own)).toBe(true);
  });

  it("is nothing that a form of another site can do: its body would be no JSON by name", async () => {
    const own = await signIn({ key });
    const headers = { cookie: own, "content-type": "text/plain", "sec-fetch-site": "same-site" };
    const answer = await ask("POST /v1/sessions", { headers, body: JSON.stringify({ key }) });
    expect([answer.kind, answer.headers.get("set-cookie")]).toEqual(["media-type", null]);
    expect(await isOpen(own)).toBe(true);
  });

  it("calls no object for a cookie that names an agency that does not exist", async () => {
    const headers = { cookie: `__Host-office-session=SESX.${"a".repeat(12)}.${"A".repeat(43)}` };
    expect((await ask("POST /v1/sessions", { headers, body: { key } })).status).toBe(201);
    expect(await hasObject("SESX")).toBe(false);
    expect(await hasObject("SES")).toBe(true);
  });
});

describe("more than twenty sessions", () => {
  it.each(["key", "member", "root"])("of one %s: the oldest ends", async (kind) => {
    const holders: Record<string, () => Promise<unknown>> = {
      key: async () => ({ key: await giveKey(base, { scopes: ["audit:read"] }) }),
      member: async () => ({ key: (await join(base, { role: "reader" })).key }),
      root: async () => ({ key: "the root key of these tests", agency: "SESE" }),
    };
    if (kind === "root") await openAgency("SESE");
    const [body, beside] = [await holders[kind]?.(), await signIn({ key })];
    const cookies: string[] = [];
    for (let turn = 0; turn < 21; turn++) {
      passMinutes(1);
      cookies.push(await signIn(body));
    }
    const opens = await Promise.all(cookies.map(async (one) => (await ask("GET /v1/session", inOffice(one))).status));
    expect(opens).toEqual([401, ...new Array<number>(20).fill(200)]);
    expect((await ask("GET /v1/session", inOffice(beside))).status).toBe(200);
  });
});
