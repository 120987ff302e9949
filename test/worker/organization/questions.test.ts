import { beforeAll, describe, expect, test } from "vitest";
import { ask, askAsRoot, openAgency, rowsOf } from "../office.ts";

let base: string;

const option = (id: string, vi: string): object => ({ id, text: { vi } });
const overall = { id: "overall", scale: 5, text: { vi: "Mức hài lòng?" } };
const source = (options: object[]): object => ({ id: "source", type: "choice", options, text: { vi: "Qua đâu?" } });
const putForm = (options: object[]): ReturnType<typeof ask> =>
  askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "how", questions: [overall, source(options)] }] });

beforeAll(async () => {
  base = await openAgency("T11");
  await putForm([option("counter", "Quầy"), option("radio", "Loa")]);
  await putForm([option("friend", "Bạn bè"), option("counter", "Cán bộ tại quầy")]);
});

describe("GET …/questions", () => {
  test("tells every option that a choice ever had, with its newest text and whether it is still offered", async () => {
    expect(rowsOf(await askAsRoot(`GET ${base}/questions`))).toEqual([
      { id: "overall", type: "rating", scale: 5, text: overall.text },
      {
        ...{ id: "source", type: "choice", text: { vi: "Qua đâu?" } },
        options: [
          { ...option("counter", "Cán bộ tại quầy"), is_offered: true },
          { ...option("radio", "Loa"), is_offered: false },
          { ...option("friend", "Bạn bè"), is_offered: true },
        ],
      },
    ]);
  });

  test("names the id that a form may not offer again", async () => {
    expect(await putForm([option("radio", "Loa"), option("counter", "Quầy")])).toMatchObject({ status: 400 });
  });

  test("comes in pages", async () => {
    const first = await askAsRoot(`GET ${base}/questions?limit=1`);
    expect(rowsOf(first).map(({ id }) => id)).toEqual(["overall"]);
    const { next_cursor } = (first.body as { meta: { next_cursor: string } }).meta;
    const second = await askAsRoot(`GET ${base}/questions?limit=1&cursor=${next_cursor}`);
    expect(rowsOf(second).map(({ id }) => id)).toEqual(["source"]);
  });

  test("has no text of a question that no form asks any more", async () => {
    const once = { id: "once", scale: 3, text: { vi: "Một lần?" } };
    await askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "once", questions: [overall, once] }] });
    await askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "once", questions: [overall] }] });
    const rows = rowsOf(await askAsRoot(`GET ${base}/questions`));
    expect(rows.find(({ id }) => id === "once")).toEqual({ id: "once", type: "rating", scale: 3, text: null });
  });

  test("is for anybody, since anybody reads published figures by question", async () => {
    expect(await ask(`GET ${base}/questions`, {})).toMatchObject({ status: 200 });
    expect(await ask(`GET ${base}/services`, {})).toMatchObject({ status: 200 });
  });

  test("tells strangers nothing of a form before a touchpoint has it: neither questions nor options nor words", async () => {
    const draft = {
      id: "draft",
      questions: [
        { ...overall, text: { vi: "Bản nháp?" } },
        { ...source([option("friend", "Bạn bè"), option("leak", "Nháp")]) },
        { id: "plan", scale: 5, text: { vi: "Có nên đóng trụ sở này?" } },
      ],
    };
    const used = { questions: [overall, source([option("friend", "Bạn bè"), option("counter", "Quầy")])], id: "used" };
    expect(await askAsRoot(`PUT ${base}/forms`, { forms: [used, draft] })).toMatchObject({ status: 200 });
    const touchpoint = { id: "T11-7k3m9q2x4t", unit: "T11", channel: "portal", form: "used", name: "Cổng" };
    expect(await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] })).toMatchObject({ status: 200 });
    const seen = JSON.stringify((await ask(`GET ${base}/questions`, {})).body);
    expect(seen).toContain("friend");
    expect(seen).toContain(overall.text.vi);
    for (const secret of ["plan", "leak", "Bản nháp", "Nháp"]) expect(seen).not.toContain(secret);
    expect(JSON.stringify((await askAsRoot(`GET ${base}/questions`)).body)).toContain("plan");
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [{ ...touchpoint, form: "draft" }] });
    expect(JSON.stringify((await ask(`GET ${base}/questions`, {})).body)).toContain("plan");
  });
});
