import { beforeAll, describe, expect, test } from "vitest";
import { ask, environmentWith, giveKey, openAgency, putThreeUnits } from "../office.ts";

let base: string;
let key: string;

beforeAll(async () => {
  base = await openAgency("A10");
  await putThreeUnits(base);
  key = await giveKey(base, { scopes: ["indices:read"] });
});

describe("a key", () => {
  test("may read what any key may read", async () => {
    expect(await ask(`GET ${base}/touchpoints`, { key })).toMatchObject({ status: 200 });
    expect(await ask(`GET ${base}/touchpoints`)).toMatchObject({ status: 401, kind: "unauthorized" });
  });

  test("is accepted with the scheme in any case", async () => {
    const headers = { authorization: `bearer ${key}` };
    expect(await ask(`GET ${base}/touchpoints`, { headers })).toMatchObject({ status: 200 });
  });

  test("is refused without the scope", async () => {
    const refused = await ask(`PUT ${base}/units`, { key, body: { units: [] } });
    expect(refused).toMatchObject({ status: 403, kind: "scope-missing" });
  });

  test("of another agency is refused", async () => {
    const other = await openAgency("A11");
    expect(await ask(`GET ${other}/touchpoints`, { key })).toMatchObject({ status: 403, kind: "other-agency" });
  });

  test("that is wrong in any part is refused, also on public routes", async () => {
    const [, agency, id, secret = ""] = key.split("_", 4);
    const swapped = secret.startsWith("A") ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    const rest = key.slice(`cfk_${agency}_${id}_${secret}`.length);
    const wrong = [
      `cfk_${agency}_${id}_${swapped}${rest}`,
      `cfk_${agency}_zzzzzzzzzzzz_${secret}${rest}`,
      `cfk_A11_${id}_${secret}${rest}`,
      `${key}x`,
      "nonsense",
      "x".repeat(5000),
    ];
    for (const token of wrong) {
      expect(await ask(`GET ${base}/units`, { key: token })).toMatchObject({ status: 401, kind: "unauthorized" });
    }
  });

  test.each(["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer a b"])(
    "is not read out of the header %j",
    async (authorization) => {
      const refused = await ask(`GET ${base}/units`, { headers: { authorization } });
      expect(refused).toMatchObject({ status: 401, kind: "unauthorized" });
      expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    },
  );

  test("is never the root key if the server has none", async () => {
    const environment = environmentWith({ ROOT_KEY: "" });
    expect(await ask(`GET ${base}/keys`, { environment, headers: { authorization: "Bearer " } })).toMatchObject({
      status: 401,
    });
    expect(await ask(`GET ${base}/keys`, { environment, key: "undefined" })).toMatchObject({ status: 401 });
  });
});
