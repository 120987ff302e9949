import { beforeAll, describe, expect, test } from "vitest";
import { ask, askAsRoot, openAgency, rowsOf } from "../office.ts";

let base: string;

const overall = { id: "overall", scale: 5, text: { vi: "Mức hài lòng?" } };
const put = (form: object): ReturnType<typeof ask> =>
  askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "short", questions: [overall], ...form }] });

beforeAll(async () => {
  base = await openAgency("T13");
  await put({});
  await put({ comment: false });
  await put({ comment: true, reasons: [{ id: "quick", levels: [5], text: { vi: "Nhanh" } }] });
});

describe("GET …/forms/{form}/versions", () => {
  test("tells every version of one form with the time of its writing, newest first", async () => {
    const rows = rowsOf(await askAsRoot(`GET ${base}/forms/short/versions`));
    expect(rows.map(({ version, comment }) => [version, comment])).toEqual([
      [3, true],
      [2, false],
      [1, true],
    ]);
    expect(rows[0]).toMatchObject({ id: "short", created_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) });
  });

  test("comes in pages", async () => {
    const first = await askAsRoot(`GET ${base}/forms/short/versions?limit=2`);
    const { next_cursor } = (first.body as { meta: { next_cursor: string } }).meta;
    const second = await askAsRoot(`GET ${base}/forms/short/versions?limit=2&cursor=${next_cursor}`);
    expect(rowsOf(second).map(({ version }) => version)).toEqual([1]);
    expect(await askAsRoot(`GET ${base}/forms/default/versions?cursor=${next_cursor}`)).toMatchObject({ status: 400 });
  });

  test("is not for strangers, and knows no version of a form that does not exist", async () => {
    expect(await ask(`GET ${base}/forms/short/versions`)).toMatchObject({ status: 401 });
    expect(await askAsRoot(`GET ${base}/forms/none/versions`)).toMatchObject({ status: 404, kind: "unknown-form" });
  });
});

describe("PUT …/forms", () => {
  test("with the version that a change began from: refuses it where somebody else has written another since", async () => {
    expect(await put({ comment: false, version: 2 })).toMatchObject({ status: 412, kind: "form-changed" });
    expect(rowsOf(await askAsRoot(`GET ${base}/forms/short/versions`))).toHaveLength(3);
    expect(await put({ comment: false, version: 3 })).toMatchObject({ status: 200 });
    expect(await put({ comment: false, version: 0 })).toMatchObject({ status: 412 });
  });

  test("without it: follows whatever is there, as before", async () => {
    expect(rowsOf(await put({ comment: true }))).toMatchObject([{ version: 5 }]);
  });
});
