import { beforeAll, describe, expect, test } from "vitest";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { changeStorage } from "../devices/signing-tablet.ts";
import { ask, askAsRoot, rowsOf } from "../office.ts";
import {
  answer,
  change,
  comment,
  type CommentsOffice,
  hold,
  listed,
  newest,
  newTicket,
  openComments,
  published,
} from "./comments-office.ts";

let office: CommentsOffice;

beforeAll(async () => {
  office = await openComments("CM");
});

async function auditOf(id: string): Promise<Record<string, unknown>[]> {
  return rowsOf(await ask(`GET ${office.base}/audit?on=${id}`, { key: office.officeKey })).reverse();
}

describe("a comment", () => {
  test("goes from receipt to close; readers see each step, and the audit log has it", async () => {
    const ticket = await comment(office, "Phải chờ hai tiếng", { level: 2 });
    const id = await newest(office);
    expect(await published(office)).toEqual([]);
    const approved = await change(office, { id, version: 1 }, { state: "approved" });
    expect(approved).toMatchObject({ status: 200, body: { state: "approved", decision: "approved", version: 2 } });
    expect(await published(office)).toMatchObject([{ id, words: "Phải chờ hai tiếng", replies: [] }]);
    const assigned = await change(office, { id, version: 2 }, { state: "assigned", unit: "Ward" });
    expect(assigned.body).toMatchObject({ state: "assigned", assigned_to: { code: "Ward" } });
    const replied = await answer(office, { id, version: 3 }, { words: "Đã mở thêm quầy số 3" });
    expect(replied).toMatchObject({ status: 201, body: { state: "answered", deadline: { status: "met" } } });
    expect(await published(office)).toMatchObject([
      { replies: [{ words: "Đã mở thêm quầy số 3", unit: { code: "Ward" } }] },
    ]);
    const rated = await hold("rate", { code: ticket, rating: 4 });
    expect(rated.body).toMatchObject({ rating: 4, may: { rate: false, reopen: true } });
    const reopened = await hold("reopen", { code: ticket, why: "Vẫn phải chờ, gọi tôi 0912345678" });
    expect(reopened.body).toMatchObject({ state: "assigned", may: { reopen: false, rate: false } });
    const [row] = await listed(office, "?limit=1");
    expect(row).toMatchObject({ reopened: true, reopen_why: "Vẫn phải chờ, gọi tôi [số điện thoại]", rating: 4 });
    await answer(office, { id, version: Number(row?.version) }, { words: "Xin lỗi, nay đã xong", is_public: false });
    expect((await hold("rate", { code: ticket, rating: 5 })).body).toMatchObject({ rating: 5, is_published: true });
    const closed = await change(office, { id, version: 8 }, { state: "closed" });
    expect(closed.body).toMatchObject({ state: "closed", decision: "approved" });
    expect((await published(office))[0]?.replies).toHaveLength(1);
    const trail = await auditOf(id);
    expect(trail.map(({ what, by }) => [what, by === "ticket" || by === "writer" ? by : "key"])).toEqual([
      ["comment.received", "writer"],
      ["comment.approved", "key"],
      ["comment.assigned", "key"],
      ["comment.answered", "key"],
      ["comment.rated", "ticket"],
      ["comment.reopened", "ticket"],
      ["comment.answered", "key"],
      ["comment.rated", "ticket"],
      ["comment.closed", "key"],
    ]);
    expect(JSON.stringify(trail)).not.toContain("chờ");
  });

  test("disappears from the page once it is hidden, and its writer reads the reason", async () => {
    const ticket = await comment(office, "Nội dung sẽ bị ẩn");
    const id = await newest(office);
    await change(office, { id, version: 1 }, { state: "approved" });
    expect(await change(office, { id, version: 2 }, { state: "hidden" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/hide_reason" }] },
    });
    expect(await change(office, { id, version: 2 }, { state: "hidden", hide_reason: "insult" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/why" }] },
    });
    await change(office, { id, version: 2 }, { state: "hidden", hide_reason: "insult", why: "Đọc lại" });
    expect((await published(office)).map((row) => row.id)).not.toContain(id);
    expect((await hold("lookup", { code: ticket })).body).toMatchObject({
      state: "hidden",
      hide_reason: "insult",
      is_published: false,
      words: "Nội dung sẽ bị ẩn",
    });
  });

  test("cannot be changed by two officers who saw the same version: the second gets the newer state", async () => {
    await comment(office, "Hai cán bộ cùng xử lý");
    const id = await newest(office);
    const [one, other] = await Promise.all([
      change(office, { id, version: 1 }, { state: "approved" }),
      change(office, { id, version: 1, key: office.northKey }, { state: "hidden", hide_reason: "out-of-scope" }),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 412]);
    const lost = one.status === 412 ? one : other;
    expect(lost).toMatchObject({ kind: "stale-version", body: { comment: { id, version: 2 } } });
  });

  test("cannot be changed without the version that the officer saw", async () => {
    const id = await newest(office);
    const without = await ask(`PATCH ${office.base}/comments/${id}`, {
      key: office.officeKey,
      body: { state: "held" },
    });
    expect(without).toMatchObject({ status: 428, kind: "version-needed" });
    const read = await ask(`GET ${office.base}/comments/${id}`, { key: office.officeKey });
    const etag = read.headers.get("etag") ?? "";
    const body = { category: "attitude" };
    const changed = await ask(`PATCH ${office.base}/comments/${id}`, {
      key: office.officeKey,
      body,
      headers: { "if-match": etag },
    });
    expect(changed).toMatchObject({ status: 200, body: { category: "attitude" } });
  });

  test("loses its approval when its writer changes the words", async () => {
    const first = newFeedback(office.north, { comment: "Lời đầu tiên", ticket: newTicket(office) });
    await sendFeedback([first]);
    const id = await newest(office);
    await change(office, { id, version: 1 }, { state: "approved" });
    const revised_at = first.answered_at;
    await sendFeedback([{ ...first, revision: 2, revised_at, comment: "Lời khác hẳn" }]);
    const [row] = await listed(office, "?limit=1");
    expect(row).toMatchObject({ id, version: 3, state: "received", decision: null, words: "Lời khác hẳn" });
    expect((await published(office)).map((it) => it.id)).not.toContain(id);
    await sendFeedback([{ ...first, revision: 3, revised_at, comment: "Lời khác hẳn", reasons: [] }]);
    expect((await listed(office, "?limit=1"))[0]).toMatchObject({ id, version: 3 });
  });

  test("has its clock run again when its writer changes the words after it was closed without an answer", async () => {
    const first = newFeedback(office.north, { comment: "Chưa rõ là gì" });
    await sendFeedback([first]);
    const id = await newest(office);
    await change(office, { id, version: 1 }, { state: "closed", why: "Không có nội dung" });
    expect((await listed(office, "?limit=1"))[0]).toMatchObject({ id, deadline: { status: "missed" } });
    const revised_at = first.answered_at;
    await sendFeedback([{ ...first, revision: 2, revised_at, comment: "Chưa rõ là vì sao hồ sơ bị trả" }]);
    const [row] = await listed(office, "?limit=1");
    expect(row).toMatchObject({ id, state: "received", deadline: { status: "running" } });
  });

  test("does not give away the time of its rating", async () => {
    const feedback = newFeedback(office.north, { comment: "Ai viết điều này" });
    await sendFeedback([feedback]);
    const row = JSON.stringify((await listed(office, "?limit=1"))[0]);
    expect(row).not.toContain(String(feedback.id));
    expect(row).not.toMatch(/\d\d:\d\d/);
  });
});

describe("who sees and does what", () => {
  test("a unit's key sees comments about its unit or assigned to it; the office sees all, and it alone sees the touchpoint", async () => {
    const mine = await openComments("CM");
    await comment(mine, "Về xã Bắc");
    const north = await newest(mine);
    await comment(mine, "Về xã Nam", { touchpoint: mine.south });
    const south = await newest(mine);
    expect((await listed(mine)).map(({ id }) => id)).toEqual([south, north]);
    expect(await listed(mine, "", mine.northKey)).toMatchObject([{ id: north, touchpoint: null }]);
    expect((await listed(mine))[0]?.touchpoint).toBe(mine.south);
    await change(mine, { id: south, version: 1 }, { state: "assigned", unit: "Ward" });
    // Within a day a unit's key reads them in no order.
    expect(new Set((await listed(mine, "", mine.northKey)).map(({ id }) => id))).toEqual(new Set([south, north]));
    const decide = await change(mine, { id: south, version: 2, key: mine.northKey }, { state: "approved" });
    expect(decide).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await answer(mine, { id: south, version: 2, key: mine.northKey }, { words: "Đã xem" })).toMatchObject({
      status: 201,
      body: { replies: [{ unit: { code: "Ward" } }] },
    });
  });

  test("a comment cannot be assigned to a unit that does not stand today", async () => {
    const mine = await openComments("CM");
    const unit = { name: "Xã khác", kind: "commune" };
    const former = { ...unit, code: "Former", valid_from: "2020-01-01", valid_to: "2025-06-30" };
    const units = [former, { ...unit, code: "Later", valid_from: "2100-01-01" }];
    await askAsRoot(`PUT ${mine.base}/units`, { units });
    await comment(mine, "Về xã cũ");
    const id = await newest(mine);
    for (const gone of ["Former", "Later", "Unknown"]) {
      const refused = await change(mine, { id, version: 1 }, { state: "assigned", unit: gone });
      expect(refused).toMatchObject({ status: 404, kind: "unknown-unit", body: { errors: [{ pointer: "/unit" }] } });
    }
    expect((await change(mine, { id, version: 1 }, { state: "assigned", unit: mine.code })).status).toBe(200);
  });

  test("a key that only reads sees a comment once the office has looked at it", async () => {
    const mine = await openComments("CM");
    await comment(mine, "Chưa ai xem");
    const id = await newest(mine);
    const read = (): Promise<{ status: number }> => ask(`GET ${mine.base}/comments/${id}`, { key: mine.readerKey });
    expect(await listed(mine, "", mine.readerKey)).toEqual([]);
    expect((await read()).status).toBe(404);
    await change(mine, { id, version: 1 }, { state: "hidden", hide_reason: "out-of-scope" });
    expect(await listed(mine, "", mine.readerKey)).toMatchObject([{ id, words: "Chưa ai xem", state: "hidden" }]);
    expect((await read()).status).toBe(200);
  });

  test("a unit sends a comment that is not its own to the unit above, with a reason, and the clock goes on", async () => {
    const mine = await openComments("CM");
    await comment(mine, "Không rõ của ai");
    const id = await newest(mine);
    const [before] = await listed(mine);
    const bare = await change(mine, { id, version: 1, key: mine.northKey }, { state: "assigned", unit: "South" });
    expect(bare).toMatchObject({ status: 400, body: { errors: [{ pointer: "/why" }] } });
    const why = "Không thuộc đơn vị tôi";
    const sent = await change(mine, { id, version: 1, key: mine.northKey }, { state: "assigned", unit: "South", why });
    expect(sent.body).toMatchObject({
      state: "assigned",
      assigned_to: { code: mine.code },
      deadline: before?.deadline,
    });
    const audit = rowsOf(await ask(`GET ${mine.base}/audit?on=${id}&what=comment.disputed`, { key: mine.officeKey }));
    expect(audit).toMatchObject([{ why }]);
  });

  test.each(["comments?state=held", "comments", "digests?period=2026-11"])(
    "GET %s refuses another agency's key",
    async (path) => {
      const other = await openComments("CM");
      const refused = await ask(`GET ${office.base}/${path}`, { key: other.officeKey });
      expect(refused).toMatchObject({ status: 403, kind: "other-agency" });
    },
  );

  test("nobody reads comments of a touchpoint that does not publish them", async () => {
    const mine = await openComments("CM");
    await comment(mine, "Đã duyệt nhưng không đăng", { touchpoint: mine.south });
    await change(mine, { id: await newest(mine), version: 1 }, { state: "approved" });
    expect(await published(mine, mine.south)).toEqual([]);
    expect(await ask(`GET ${mine.base}/comments?touchpoint=${mine.code}-0000000009`)).toMatchObject({
      status: 404,
      kind: "unknown-touchpoint",
    });
  });
});

describe("words", () => {
  test("are masked before they are stored, and the receipt says what", async () => {
    const mine = await openComments("CM");
    const comment = "Gọi 0912345678, hồ sơ H20.20.4-241124-0001, CCCD 087204001234";
    const feedback = newFeedback(mine.north, { comment, ticket: newTicket(mine) });
    const [receipt] = await sendFeedback([feedback]);
    const counts = (receipt as unknown as { masked: { kind: string }[] }).masked.map(({ kind }) => kind).sort();
    expect(counts).toEqual(["dossier", "id-number", "phone"]);
    expect((await sendFeedback([feedback]))[0]).toMatchObject({ outcome: "duplicate" });
    const [row] = await listed(mine);
    const { due_on } = receipt as unknown as { due_on: string };
    expect(row).toMatchObject({ deadline: { due_on } });
    expect(row).toMatchObject({ state: "held", held_for: ["masked"], dossier: "H20.20.4-241124-0001" });
    expect(String(row?.words)).not.toMatch(/\d{4}/);
  });

  test("that show nothing are no comment: the rating counts, and the ticket is unknown", async () => {
    const mine = await openComments("CM");
    const ticket = newTicket(mine);
    const feedback = newFeedback(mine.north, { comment: "\u200b\u202e\u200b", ticket });
    expect((await sendFeedback([feedback]))[0]?.outcome).toBe("accepted");
    expect((await sendFeedback([feedback]))[0]?.outcome).toBe("duplicate");
    const [nothing] = await sendFeedback([newFeedback(mine.north, { comment: "\u200b", level: null })]);
    expect(nothing?.problem?.type).toContain("invalid");
    expect(await listed(mine)).toEqual([]);
    expect((await hold("lookup", { code: ticket })).status).toBe(404);
  });

  test("that are withdrawn are deleted everywhere, and no revision brings them back; the rating stays", async () => {
    const mine = await openComments("CM");
    const code = newTicket(mine);
    const words = "Zyxwvu làm tôi thất vọng hôm nay lắm";
    const feedback = newFeedback(mine.north, { comment: words, ticket: code, level: 1 });
    await sendFeedback([feedback]);
    const id = await newest(mine);
    await change(mine, { id, version: 1 }, { state: "approved" });
    await answer(
      mine,
      { id, version: 2 },
      { words: "Ông/Bà viết: zyxwvu làm tôi thất vọng hôm nay lắm. Chúng tôi xin lỗi" },
    );
    expect(await listed(mine, "?q=zyxwvu")).toHaveLength(1);
    const pulled = await ask(`GET ${mine.base}/feedback`, { key: mine.officeKey });
    expect(rowsOf(pulled)).toMatchObject([{ comment: words }]);
    const held = rowsOf(pulled)[0]?.change;
    const gone = await hold("withdraw", { code });
    const since = await ask(`GET ${mine.base}/feedback?updated_since=${held}`, { key: mine.officeKey });
    expect(rowsOf(since)).toMatchObject([{ id: feedback.id, comment: null, has_comment: false, level: 1 }]);
    expect(gone.body).toMatchObject({ state: "withdrawn", words: null, may: { withdraw: false } });
    expect(await listed(mine, "?q=zyxwvu")).toEqual([]);
    expect(await published(mine)).toEqual([]);
    const revised_at = feedback.answered_at;
    expect((await sendFeedback([feedback]))[0]?.outcome).toBe("duplicate");
    expect((await sendFeedback([{ ...feedback, revision: 2, revised_at }]))[0]?.outcome).toBe("accepted");
    const rows = await listed(mine);
    expect(rows).toMatchObject([{ id, state: "withdrawn", words: null, level: 1 }]);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain("zyxwvu");
    expect(JSON.stringify((await hold("lookup", { code })).body)).toContain("Chúng tôi xin lỗi");
  });

  test("are found without regard to case and diacritics, newest first, page by page", async () => {
    const mine = await openComments("CM");
    for (const words of ["Thủ tục đất đai quá chậm", "DAT DAI CHAM", "Thái độ tốt"]) await comment(mine, words);
    expect((await listed(mine, "?q=đất+đai")).map(({ words }) => words)).toEqual([
      "DAT DAI CHAM",
      "Thủ tục đất đai quá chậm",
    ]);
    expect(await listed(mine, "?q=thai+do")).toHaveLength(1);
    expect(await listed(mine, `?q=${encodeURIComponent('") OR "x')}`)).toEqual([]);
    const first = await ask(`GET ${mine.base}/comments?q=dat&limit=1`, { key: mine.officeKey });
    const cursor = (first.body as { meta: { next_cursor: string } }).meta.next_cursor;
    expect(await listed(mine, `?q=dat&limit=1&cursor=${cursor}`)).toMatchObject([
      { words: "Thủ tục đất đai quá chậm" },
    ]);
  });

  test("that say nearly the same are grouped, and a flood of the same words is held", async () => {
    const mine = await openComments("CM");
    const words = "Máy lấy số bị hỏng cả tuần nay mà không ai sửa cho dân";
    for (const tail of ["", " cả", " nhé", "", "", ""]) await comment(mine, words + tail);
    const rows = (await listed(mine)).reverse();
    expect(rows.slice(1).map(({ like }) => like)).toEqual(rows.slice(1).map(() => rows[0]?.id));
    expect(rows.at(-1)).toMatchObject({ state: "held", held_for: ["flood"] });
    const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
    const [digest] = rowsOf(await ask(`GET ${mine.base}/digests?period=${month}`, { key: mine.officeKey }));
    expect(digest).toMatchObject({ received: 6, groups: [{ comments: 6, id: rows[0]?.id, words }] });
    const [reader] = rowsOf(await ask(`GET ${mine.base}/digests?period=${month}`, { key: mine.readerKey }));
    expect(reader).toMatchObject({ received: 6, groups: [{ comments: 6, id: null, words: null }] });
  });
});

describe("a list of comments", () => {
  test("lists what is due first at the top if asked to, page by page", async () => {
    const mine = await openComments("CM");
    const clock = { unit: null, warn_working_days: 1, escalate_working_days: 5 };
    const clocks = [
      { ...clock, category: null, working_days: 10 },
      { ...clock, category: "attitude", working_days: 5 },
    ];
    await askAsRoot(`PUT ${mine.base}/deadlines`, { deadlines: clocks });
    for (const words of ["Một", "Hai", "Ba", "Bốn"]) await comment(mine, words);
    const found = await listed(mine, "?q=hai");
    await change(mine, { id: String(found[0]?.id), version: 1, key: mine.officeKey }, { category: "attitude" });
    for (const key of [mine.officeKey, mine.northKey]) {
      const words: unknown[] = [];
      for (let next: string | null = ""; next !== null; ) {
        const at = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
        const page = await ask(`GET ${mine.base}/comments?order=due&limit=1${at}`, { key });
        words.push(...rowsOf(page).map((row) => row.words));
        next = (page.body as { meta: { next_cursor: string | null } }).meta.next_cursor;
      }
      expect(words[0]).toBe("Hai");
      expect(words.toSorted()).toEqual(["Ba", "Bốn", "Hai", "Một"]);
    }
  });

  test("by due day has those without one last, each once, also of words that are searched", async () => {
    const mine = await openComments("CM");
    for (let nth = 0; nth < 9; nth += 1) await comment(mine, `Lời số ${nth}`);
    await changeStorage(mine.code, "UPDATE comment SET due_day = NULL WHERE number % 3 <> 0");
    for (const query of ["", "&q=lời", "&overdue=false"]) {
      const rows: Record<string, unknown>[] = [];
      for (let next: string | null = ""; next !== null; ) {
        const at = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
        const page = await ask(`GET ${mine.base}/comments?order=due&limit=2${query}${at}`, { key: mine.officeKey });
        rows.push(...rowsOf(page));
        next = (page.body as { meta: { next_cursor: string | null } }).meta.next_cursor;
      }
      expect(new Set(rows.map(({ id }) => id)).size).toBe(9);
      expect(rows.map(({ deadline }) => deadline !== null)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0].map(Boolean));
    }
  });

  test.each([
    ["state=done", 400, "invalid"],
    ["unit=None", 404, "unknown-unit"],
    ["reason=none-such", 404, "unknown-reason"],
    ["service=none", 404, "unknown-service"],
    ["q=%21%21", 400, "invalid"],
    ["colour=red", 400, "unknown-field"],
  ])("refuses %s", async (query, status, kind) => {
    const refused = await ask(`GET ${office.base}/comments?${query}`, { key: office.officeKey });
    expect(refused).toMatchObject({ status, kind });
    expect((refused.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(`/${query.split("=")[0]}`);
  });
});
