import { beforeAll, describe, expect, it } from "vitest";
import { ask, askAsRoot, giveKey, openAgency } from "../office.ts";

let base = "";
let key = "";

beforeAll(async () => {
  base = await openAgency("SES");
  key = await giveKey(base, { scopes: ["config:write", "audit:read"] });
});

/** Signs in; answers the cookie as a browser sends it back. */
async function signIn(body: unknown): Promise<string> {
  const begun = await ask("POST /v1/sessions", { body });
  expect(begun.status).toBe(201);
  return (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

const inOffice = (cookie: string): { headers: Record<string, string> } => ({
  headers: { cookie, "office-session": "1" },
});

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
