import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { utils, read as readBook } from "xlsx";
import { describe, expect, test } from "vitest";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { ask, askAsRoot, rowsOf } from "../office.ts";
import {
  answer,
  change,
  comment,
  type CommentsOffice,
  hold,
  listed,
  newest,
  openComments,
  published,
} from "./comments-office.ts";

function storageOf(office: CommentsOffice): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(office.code));
}

function thisMonth(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
}

describe("many officers at once", () => {
  test("make 1,000 changes of ten comments: each is written or gets the newer state, and the log has every written one", async () => {
    const office = await openComments("CO");
    await sendFeedback(
      Array.from({ length: 10 }, (_, place) => newFeedback(office.north, { comment: `Góp ý số ${place}` })),
    );
    const ids = (await listed(office)).map(({ id }) => String(id));
    const seen = new Map(ids.map((id) => [id, 1]));
    let [won, lost] = [0, 0];
    const officer = async (key: string, place: number): Promise<void> => {
      for (let turn = 0; turn < 50; turn++) {
        const id = ids[(place + turn) % ids.length] ?? "";
        const version = seen.get(id) ?? 1;
        const done = await change(office, { id, version, key }, { category: `c-${place}-${turn}` });
        const body = done.body as { version?: number; comment?: { version: number } };
        if (done.status === 200) {
          won += 1;
          expect(body.version).toBe(version + 1);
          seen.set(id, version + 1);
        } else {
          lost += 1;
          expect([done.status, done.kind]).toEqual([412, "stale-version"]);
          expect(body.comment?.version).toBeGreaterThan(version);
        }
      }
    };
    const keys = [office.officeKey, office.northKey];
    await Promise.all(Array.from({ length: 20 }, (_, place) => officer(keys[place % 2] ?? "", place)));
    expect(won + lost).toBe(1000);
    expect(won).toBeGreaterThan(0);
    const versions = (await listed(office)).reduce((sum, { version }) => sum + Number(version), 0);
    expect(versions).toBe(ids.length + won);
    const entries = rowsOf(
      await ask(`GET ${office.base}/audit?what=comment.categorised&limit=1000`, { key: office.officeKey }),
    );
    expect(entries).toHaveLength(won);
  }, 60_000);
});

describe("every surface", () => {
  /** The surfaces on which each reader can read the words. */
  async function surfaces(office: CommentsOffice, words: string, ticket: string): Promise<Record<string, boolean>> {
    const month = thisMonth();
    const textOf = async (line: string, key?: string): Promise<string> => {
      const { body } = await ask(`GET ${office.base}/${line}`, key === undefined ? {} : { key });
      return typeof body === "string" ? body : JSON.stringify(body);
    };
    const bookOf = async (key: string): Promise<string> => {
      const request = await askBytes(`${office.base}/exports/comments.xlsx`, key);
      const book = readBook(request, { type: "array" });
      return JSON.stringify(book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 })));
    };
    const texts: Record<string, string> = {
      page: await textOf(`comments?touchpoint=${office.north}`),
      ticket: JSON.stringify((await hold("lookup", { code: ticket })).body),
    };
    for (const [name, key] of Object.entries({
      office: office.officeKey,
      unit: office.northKey,
      reader: office.readerKey,
    })) {
      texts[`${name} api`] = await textOf("comments", key);
      texts[`${name} search`] = await textOf("comments?q=quay", key);
      texts[`${name} csv`] = await textOf("exports/comments.csv", key);
      texts[`${name} xlsx`] = await bookOf(key);
      texts[`${name} digest`] = await textOf(`digests?period=${month}`, key);
    }
    return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.includes(words)]));
  }

  async function askBytes(path: string, key: string): Promise<Uint8Array> {
    const { exports } = await import("cloudflare:workers");
    const headers = { authorization: `Bearer ${key}` };
    const response = await exports.default.fetch(new Request(`https://feedback.test${path}`, { headers }));
    return new Uint8Array(await response.arrayBuffer());
  }

  test("shows the words to the same readers at each step", async () => {
    const office = await openComments("CO");
    const words = "Quầy số năm luôn đóng cửa trước giờ đã ghi";
    // Two comments that say the same, so that the digest has a group; both take the same steps.
    await comment(office, words);
    const first = await newest(office);
    const ticket = await comment(office, words);
    const second = await newest(office);
    const step = async (version: number, body: Record<string, unknown>): Promise<void> => {
      for (const id of [first, second]) {
        const done = await change(office, { id, version }, body);
        expect(done.status).toBe(200);
      }
    };
    const expected = (readers: { page: boolean; reader: boolean }): Record<string, boolean> =>
      Object.fromEntries(
        [
          "ticket",
          "page",
          ...["office", "unit", "reader"].flatMap((who) =>
            ["api", "search", "csv", "xlsx", "digest"].map((what) => `${who} ${what}`),
          ),
        ].map((name) => [name, name === "page" ? readers.page : name.startsWith("reader") ? readers.reader : true]),
      );
    expect(await surfaces(office, words, ticket)).toEqual(expected({ page: false, reader: false }));
    await step(1, { state: "approved" });
    expect(await surfaces(office, words, ticket)).toEqual(expected({ page: true, reader: true }));
    await step(2, { state: "hidden", hide_reason: "out-of-scope", why: "nhầm" });
    expect(await surfaces(office, words, ticket)).toEqual(expected({ page: false, reader: true }));
    await step(3, { state: "assigned", unit: "Ward" });
    expect(await surfaces(office, words, ticket)).toEqual(expected({ page: false, reader: true }));
    await step(4, { state: "approved", why: "xét lại" });
    expect(await surfaces(office, words, ticket)).toEqual(expected({ page: true, reader: true }));
  }, 60_000);
});

describe("clocks of comments", () => {
  test("are told by the daily alarm, each step once: warned, overdue, the parent told; a dispute keeps the clock", async () => {
    const office = await openComments("CO");
    await comment(office, "Chưa ai trả lời");
    const id = await newest(office);
    const told = async (): Promise<unknown[]> =>
      rowsOf(await ask(`GET ${office.base}/audit?on=${id}&by=server`, { key: office.officeKey })).map(
        ({ what }) => what,
      );
    const atDays = async (due: number, warn: number, escalate: number): Promise<void> => {
      await runInDurableObject(storageOf(office), (_, { storage }) => {
        const today = Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000);
        storage.sql.exec(
          "UPDATE comment SET due_day = ?, warn_day = ?, escalate_day = ?",
          ...[today + due, today + warn, today + escalate],
        );
      });
      await runDurableObjectAlarm(storageOf(office));
      await runDurableObjectAlarm(storageOf(office));
    };
    await atDays(5, 3, 10);
    expect(await told()).toEqual([]);
    await atDays(2, 0, 7);
    expect(await told()).toEqual(["comment.warned"]);
    await atDays(-1, -3, 4);
    expect(await told()).toEqual(["comment.overdue", "comment.warned"]);
    expect(await listed(office, "?overdue=true")).toMatchObject([{ id, deadline: { status: "overdue" } }]);
    expect(await listed(office, "?overdue=false")).toEqual([]);
    await atDays(-9, -11, -1);
    expect(await told()).toEqual(["comment.escalated", "comment.overdue", "comment.warned"]);
    const replied = await answer(office, { id, version: 1 }, { words: "Xin lỗi vì chậm" });
    expect(replied.body).toMatchObject({ deadline: { status: "missed" } });
    expect(await listed(office, "?overdue=true")).toEqual([]);
  });

  test("give a unit's month: on time, overdue and how answers were rated, and suggest inputs beside the reported ones", async () => {
    const office = await openComments("CO");
    const tickets: string[] = [];
    for (const words of ["Một", "Hai", "Ba"]) tickets.push(await comment(office, `Góp ý ${words}`));
    const ids = (await listed(office)).map(({ id }) => String(id)).reverse();
    await answer(office, { id: ids[0] ?? "", version: 1 }, { words: "Đã làm" });
    await answer(office, { id: ids[1] ?? "", version: 1 }, { words: "Đã làm" });
    await hold("rate", { code: tickets[0], rating: 5 });
    await hold("rate", { code: tickets[1], rating: 2 });
    const [row] = await listed(office, "?limit=1");
    const month = /"due_on":"(\d{4}-\d\d)/.exec(JSON.stringify(row))?.[1] ?? "";
    const answers = rowsOf(await ask(`GET ${office.base}/answers?period=${month}`, { key: office.officeKey }));
    expect(answers).toEqual([
      {
        ...{
          unit: { code: "North", name: "Xã Bắc" },
          month,
          received: 2,
          answered: 2,
          on_time: 2,
          overdue: 0,
          running: 1,
        },
        ...{ on_time_percent: 100, rated: 2, tally: [0, 1, 0, 0, 1], method: "top-two@1", value: 50 },
        interval: { confidence: 0.95, kind: "wilson", low: 9.45, high: 90.55 },
      },
    ]);
    const cards = rowsOf(
      await ask(`GET ${office.base}/scorecards/qd766-satisfaction@1?period=${month}`, { key: office.officeKey }),
    );
    expect(cards).toMatchObject([
      {
        suggested: { reflections: 2, answered_on_time: 2, rated: 2, rated_satisfied: 1 },
        total: null,
        missing: expect.arrayContaining(["reflections"]),
      },
    ]);
    expect((await ask(`GET ${office.base}/answers?period=2026-11-24`, { key: office.officeKey })).kind).toBe("invalid");
  });
});

describe("tickets", () => {
  test("hold up a client who guesses them, for a while, and no other client", async () => {
    const office = await openComments("CO");
    const code = await comment(office, "Ai cũng đoán");
    const lookUp = (from: string, asked: string): ReturnType<typeof ask> =>
      ask("POST /v1/tickets/lookup", { body: { code: asked }, headers: { "x-forwarded-for": from } });
    const wrong = `${office.code}-2222222222222`;
    const statuses = await Promise.all(Array.from({ length: 70 }, () => lookUp("203.0.113.7", wrong)));
    expect(statuses.filter(({ status }) => status === 404)).toHaveLength(60);
    const held = await lookUp("203.0.113.7", code);
    expect(held).toMatchObject({ status: 429, kind: "rate-limited" });
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await lookUp("203.0.113.8", code)).status).toBe(200);
    expect((await hold("lookup", { code })).status).toBe(200);
  });

  test("hold up all clients of one agency and of no other, if codes are guessed and no proxy tells the client", async () => {
    const [office, other] = [await openComments("CO"), await openComments("CO")];
    const code = await comment(office, "Ai cũng đoán");
    const wrong = { code: `${office.code}-2222222222222` };
    const guesses = await Promise.all(Array.from({ length: 70 }, () => hold("lookup", wrong)));
    expect(guesses.filter(({ status }) => status === 404)).toHaveLength(60);
    expect((await hold("lookup", { code })).status).toBe(429);
    expect((await hold("lookup", { code: await comment(other, "Không ai đoán") })).status).toBe(200);
  });

  test("reopen and rate a comment only after an answer, and once", async () => {
    const office = await openComments("CO");
    const code = await comment(office, "Chưa có trả lời");
    expect(await hold("rate", { code, rating: 3 })).toMatchObject({ status: 409, kind: "state-unfit" });
    expect(await hold("reopen", { code })).toMatchObject({ status: 409, kind: "state-unfit" });
    await answer(office, { id: await newest(office), version: 1 }, { words: "Đây" });
    expect((await hold("rate", { code, rating: 3 })).status).toBe(200);
    expect(await hold("rate", { code, rating: 5 })).toMatchObject({ status: 409, kind: "state-unfit" });
    expect((await hold("reopen", { code })).status).toBe(200);
    expect(await hold("reopen", { code })).toMatchObject({ status: 409, kind: "state-unfit" });
    expect(await published(office)).toEqual([]);
  });
});

test("the daily alarm masks and indexes comments from before words were masked", async () => {
  const office = await openComments("CO");
  await comment(office, "Lời cũ");
  await runInDurableObject(storageOf(office), (_, { storage }) => {
    storage.sql.exec(
      "UPDATE written_words SET words = 'Gọi tôi 0912345678' WHERE number = (SELECT written FROM comment)",
    );
    storage.sql.exec("UPDATE comment SET masked = NULL");
    storage.sql.exec("DELETE FROM comment_search");
  });
  await runDurableObjectAlarm(storageOf(office));
  expect(await listed(office, "?q=goi+toi")).toMatchObject([
    { words: "Gọi tôi [số điện thoại]", masked: [{ kind: "phone", count: 1 }] },
  ]);
  expect((await askAsRoot(`GET ${office.base}/comments?q=0912345678`)).body).toMatchObject({ data: [] });
});
