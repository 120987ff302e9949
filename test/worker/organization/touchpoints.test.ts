import { beforeAll, describe, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;

beforeAll(async () => {
  base = await openAgency("T10");
  await putThreeUnits(base);
  await askAsRoot(`PUT ${base}/services`, { services: [{ id: "1.004227", name: "Đăng ký khai sinh" }] });
});

const kiosk = { unit: "North", channel: "kiosk", name: "Quầy 1" };

async function make(touchpoint: object): Promise<string> {
  const put = await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  return String(rowsOf(put)[0]?.id);
}

describe("PUT and GET …/touchpoints", () => {
  test("make an id by default, and bind it again later", async () => {
    const id = await make(kiosk);
    expect(id).toMatch(/^T10-[0-9a-hjkmnp-tv-z]{10}$/);
    expect(await make({ ...kiosk, id, name: "Quầy 2" })).toBe(id);
    const row = rowsOf(await askAsRoot(`GET ${base}/touchpoints`)).find((one) => one.id === id);
    expect(row).toMatchObject({ unit: "North", service: null, channel: "kiosk", form: "default", name: "Quầy 2" });
  });

  test("keep a key within its subtree, for writing and for reading", async () => {
    const [north, south] = [await make(kiosk), await make({ ...kiosk, unit: "South" })];
    const key = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    const put = (touchpoint: object): ReturnType<typeof ask> =>
      ask(`PUT ${base}/touchpoints`, { key, body: { touchpoints: [touchpoint] } });
    const beyond = { status: 403, kind: "outside-subtree" };
    expect(await put({ ...kiosk, id: north, unit: "Ward" })).toMatchObject({ status: 200 });
    expect(await put({ ...kiosk, id: north, unit: "South" })).toMatchObject(beyond);
    expect(await put({ ...kiosk, id: south })).toMatchObject(beyond);
    const read = rowsOf(await ask(`GET ${base}/touchpoints`, { key })).map(({ id }) => id);
    expect(read).toContain(north);
    expect(read).not.toContain(south);
  });

  test.each([
    [{ ...kiosk, unit: "X" }, "unknown-unit", "/touchpoints/0/unit"],
    [{ ...kiosk, service: "9.9" }, "unknown-service", "/touchpoints/0/service"],
    [{ ...kiosk, form: "nowhere" }, "unknown-form", "/touchpoints/0/form"],
    [{ ...kiosk, id: "T11-7k3m9q2x4t" }, "invalid", "/touchpoints/0/id"],
    [{ ...kiosk, channel: "paper" }, "invalid", "/touchpoints/0/channel"],
  ])("refuse %j, pointing at the place", async (touchpoint, kind, pointer) => {
    const refused = await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] });
    const status = /^unknown-(?!field)/.test(kind) ? 404 : 400;
    expect(refused).toMatchObject({ status, kind, body: { errors: [{ pointer }] } });
  });
});

describe("GET /v1/touchpoints/{id}", () => {
  test("returns what the element needs to anybody, cacheable and with an ETag", async () => {
    const id = await make({ ...kiosk, service: "1.004227" });
    const config = await ask(`GET /v1/touchpoints/${id}`);
    expect(config).toMatchObject({
      status: 200,
      body: {
        id,
        agency: { code: "T10", name: "Tỉnh T10" },
        unit: { code: "North", name: "Xã Bắc" },
        service: { id: "1.004227", name: "Đăng ký khai sinh" },
        form: { id: "default", version: 1 },
      },
    });
    expect(config.headers.get("cache-control")).toBe("public, max-age=60, stale-while-revalidate=86400");
    const etag = config.headers.get("etag") ?? "";
    expect(await ask(`GET /v1/touchpoints/${id}`, { headers: { "if-none-match": etag } })).toMatchObject({
      status: 304,
    });
  });

  test("shows the form's next version once the form has changed", async () => {
    const id = await make(kiosk);
    const questions = [{ id: "overall", scale: 5, text: { vi: "Ông/Bà có hài lòng không?" } }];
    await askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "default", questions }] });
    const config = await ask(`GET /v1/touchpoints/${id}`);
    expect(config.body).toMatchObject({ form: { version: 2, questions, reasons: [], comment: true } });
  });

  test.each(["T10-0000000000", "T99-7k3m9q2x4t", "T10-7K3M9Q2X4T", "nonsense", "T10-7k3m9q2x4t%00"])(
    "answers 404 for %s",
    async (id) => {
      expect(await ask(`GET /v1/touchpoints/${id}`)).toMatchObject({ status: 404, kind: "unknown-touchpoint" });
    },
  );
});

describe("services and forms", () => {
  test("need a key on the whole agency to be written", async () => {
    const key = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    const services = { services: [{ id: "2.000001", name: "Khai tử" }] };
    const forms = { forms: [{ id: "short", questions: [{ id: "overall", scale: 5, text: { vi: "?" } }] }] };
    const beyond = { status: 403, kind: "outside-subtree" };
    expect(await ask(`PUT ${base}/services`, { key, body: services })).toMatchObject(beyond);
    expect(await ask(`PUT ${base}/forms`, { key, body: forms })).toMatchObject(beyond);
    expect(await askAsRoot(`PUT ${base}/services`, services)).toMatchObject({ status: 200 });
    expect(await askAsRoot(`PUT ${base}/forms`, forms)).toMatchObject({ status: 200 });
  });

  test("never change a question's scale", async () => {
    const put = (scale: number): ReturnType<typeof ask> =>
      askAsRoot(`PUT ${base}/forms`, {
        forms: [{ id: "speedy", questions: [{ id: "speed", scale, text: { vi: "Nhanh?" } }] }],
      });
    expect(await put(4)).toMatchObject({ status: 200 });
    expect(await put(5)).toMatchObject({
      status: 409,
      kind: "scale-fixed",
      body: { errors: [{ pointer: "/forms/0/questions/0/scale" }] },
    });
    expect(await put(7)).toMatchObject({ status: 400, kind: "invalid" });
  });
});
