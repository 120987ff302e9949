import { describe, expect, test, vi } from "vitest";
import type { OfficeComment } from "../../../../shared/contract/comment.ts";
import { CommentHistory } from "../../../../widget/desk-work/comment-history.ts";
import { DeskController, type DeskControllerDeps } from "../../../../widget/desk-work/desk-controller.ts";
import type { DeskCalls } from "../../../../widget/desk-work/desk-calls.ts";
import { officeClient } from "../../../../widget/office-ui/office-client.ts";
import { memoryStorage } from "../../../fixtures/memory-storage.ts";

type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly match: string | null;
};
type Answer = { readonly status?: number; readonly body: unknown };

const page = (data: readonly unknown[]): Answer => ({ body: { data, meta: { next_cursor: null } } });
const unit = { code: "29869", name: "Phường Cao Lãnh" };

function aComment(id: string, more: Partial<OfficeComment> = {}): OfficeComment {
  return {
    ...{ id, version: 1, received_on: "2026-11-24", touchpoint: null, unit, service: null, level: 2, reasons: [] },
    ...{ category: "other", words: `Góp ý ${id}`, dossier: null, masked: [], like: null, state: "received" },
    ...{
      decision: null,
      hide_reason: null,
      held_for: [],
      assigned_to: null,
      deadline: null,
      replies: [],
      rating: null,
    },
    ...{ reopened: false, reopen_why: null, not_a_comment: null, page: null },
    ...more,
  } as OfficeComment;
}

/** A controller whose server answers as `answer` says; null: as if there were nothing. */
function desk(answer: (call: Call) => Answer | null, more: Partial<DeskControllerDeps["session"]> = {}) {
  const calls: Call[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request;
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const call = {
      ...{ method: request.method, path: pathname.replace("/v1/agencies/H20", ""), query: searchParams },
      ...{ body: text === "" ? null : JSON.parse(text), match: request.headers.get("if-match") },
    };
    calls.push(call);
    const { status = 200, body } = answer(call) ?? page([]);
    if (status === 0) throw new TypeError("down");
    return Response.json(body, { status });
  };
  const deps = {
    agency: "H20",
    session: { id: "m1", unit: "H20", scopes: ["comments:read", "comments:write"], ...more },
    client: officeClient({ fetch, server: "https://s", signedOut: async () => false }),
    ...{ today: () => "2026-11-29", nowMs: () => 0, drafts: memoryStorage() },
  } as unknown as DeskControllerDeps;
  return { control: new DeskController(deps, () => {}), calls };
}

const listing =
  (rows: readonly OfficeComment[], more: (call: Call) => Answer | null = () => null) =>
  (call: Call): Answer | null => {
    const own = more(call);
    if (own) return own;
    if (call.path !== "/comments") return null;
    return page(call.query.get("overdue") === "true" ? [] : rows);
  };

describe("the units", () => {
  const version = (code: string, valid_from: string, valid_to: string | null) => ({
    ...{ code, name: `Xã ${code}`, parent: "H20", kind: "commune", valid_from, valid_to },
  });

  test("say who decides: the unit that a comment is about and those above it, not the one that it was sent to", async () => {
    const units = [
      { ...version("North", "2025-07-01", null), parent: "H20" },
      { ...version("Ward", "2025-07-01", null), parent: "North" },
      { ...version("South", "2025-07-01", null), parent: "H20" },
    ];
    const { control } = desk(({ path }) => (path === "/units" ? page(units) : null), { unit: "North" });
    await control.start(null);
    const about = (code: string) => aComment("a", { unit: { code, name: code } });
    expect(["North", "Ward", "South"].map((code) => control.rights.mayDecide(about(code)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test("shows the history of the comment that is open, also if an earlier one's comes later", async () => {
  const answers: ((told: unknown) => void)[] = [];
  const calls = {
    history: () => new Promise((resolve) => answers.push(resolve)),
  } as unknown as DeskCalls;
  const history = new CommentHistory(calls, () => {});
  const first = history.load("a");
  const second = history.load("b");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.({ data: { data: [{ id: "b" }] } });
  answers[0]?.({ data: { data: [{ id: "a" }] } });
  await Promise.all([first, second]);
  expect(history.entries).toEqual([{ id: "b" }]);
});

describe("send, approve, open the next", () => {
  const rows = [aComment("a"), aComment("b", { state: "answered" }), aComment("c")];
  const answered = aComment("a", { version: 2, state: "answered" });

  async function opened(more: (call: Call) => Answer | null) {
    const made = desk(listing(rows, more));
    await made.control.start(null);
    made.control.open(aComment("a"));
    await vi.waitFor(() => expect(made.calls.at(-1)?.path).toBe("/comments/a"));
    made.calls.length = 0;
    return made;
  }

  test("names the version that was seen each time, and opens the next comment without an answer", async () => {
    const { control, calls } = await opened(({ method }) =>
      method === "POST"
        ? { status: 201, body: answered }
        : method === "PATCH"
          ? { body: { ...answered, version: 3 } }
          : null,
    );
    control.write({ words: " Đã mở thêm quầy " });
    await control.answerAndGoOn();
    expect(calls.slice(0, 2)).toMatchObject([
      {
        method: "POST",
        path: "/comments/a/replies",
        match: '"1"',
        body: { words: "Đã mở thêm quầy", is_public: true },
      },
      { method: "PATCH", path: "/comments/a", match: '"2"', body: { state: "approved" } },
    ]);
    expect([control.comment?.id, control.sent, control.drafts.count]).toEqual([
      "c",
      { what: "sent.approved", id: "a", isLast: false },
      0,
    ]);
  });

  test("says that it was the last, and stays there", async () => {
    const { control } = await opened(({ method }) =>
      method === "POST"
        ? { status: 201, body: answered }
        : method === "PATCH"
          ? { body: { ...answered, version: 3 } }
          : null,
    );
    control.list.replace(aComment("c", { state: "closed" }));
    control.write({ words: "Đã mở thêm quầy" });
    await control.answerAndGoOn();
    expect([control.comment?.id, control.sent?.isLast]).toEqual(["a", true]);
  });

  test("does not approve what somebody has decided to hide", async () => {
    const { control, calls } = await opened(({ method }) =>
      method === "POST" ? { status: 201, body: { ...answered, decision: "hidden" } } : null,
    );
    control.write({ words: "Đã mở thêm quầy" });
    await control.answerAndGoOn();
    expect(calls.filter(({ method }) => method === "PATCH")).toEqual([]);
    expect(control.sent?.what).toBe("sent");
  });

  test("stays at the comment where approving fails, and the answer is not sent twice", async () => {
    const { control, calls } = await opened(({ method }) =>
      method === "POST" ? { status: 201, body: answered } : method === "PATCH" ? { status: 0, body: null } : null,
    );
    control.write({ words: "Đã mở thêm quầy" });
    await control.answerAndGoOn();
    expect([control.comment?.id, control.comment?.version, control.isUnapproved]).toEqual(["a", 2, true]);
    expect(control.drafts.has("a")).toBe(false);
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("keeps the answer where the network fails; if it had arrived all the same, it is not sent again", async () => {
    const own = { id: "r1", on: "2026-11-29", unit, words: "Đã mở thêm quầy", is_public: true };
    let posts = 0;
    const { control } = await opened(({ method }) => {
      if (method === "PATCH") return { body: { ...answered, version: 3 } };
      if (method !== "POST") return null;
      posts += 1;
      if (posts === 1) return { status: 0, body: null };
      const problem = { type: "/docs/problems#stale-version", title: "", status: 412, detail: "" };
      return { status: 412, body: { ...problem, comment: { ...answered, replies: [own] } } };
    });
    control.write({ words: "Đã mở thêm quầy" });
    await control.answerAndGoOn();
    expect([control.comment?.id, control.draft.words]).toEqual(["a", "Đã mở thêm quầy"]);
    await control.answerAndGoOn();
    expect([posts, control.comment?.id, control.drafts.count]).toEqual([2, "c", 0]);
  });

  test("shows what somebody else did meanwhile, and keeps the draft", async () => {
    const theirs = { id: "r1", on: "2026-11-29", unit, words: "Đã trả lời rồi", is_public: true };
    const now = { ...answered, assigned_to: { code: "S", name: "Sở" }, replies: [theirs] };
    const problem = { type: "/docs/problems#stale-version", title: "", status: 412, detail: "", comment: now };
    const { control } = await opened(({ method }) => (method === "POST" ? { status: 412, body: problem } : null));
    control.write({ words: "Đã mở thêm quầy" });
    await control.answerAndGoOn();
    expect(control.news?.list).toEqual([{ what: "state" }, { what: "assigned" }, { what: "reply", reply: theirs }]);
    expect([control.comment?.version, control.draft.words]).toEqual([2, "Đã mở thêm quầy"]);
  });

  test("does not send what still has a place of a template to be filled in, and selects it", async () => {
    const { control, calls } = await opened(() => null);
    control.begin("Đơn vị đã [việc đã làm].");
    control.write({ words: "Đơn vị đã xem và [việc đã làm]. Có [số điện thoại]." });
    await control.answerAndGoOn();
    // The other bracket may be a quotation: places are those of known templates.
    expect(control.fault).toEqual({ places: ["[việc đã làm]"] });
    expect([calls, control.select]).toEqual([[], { from: 17, to: 30 }]);
  });
});

test("an answer whose receipt never came is not offered as a draft once the page shows it", async () => {
  const own = { id: "r1", on: "2026-11-29", unit, words: "Đã  mở thêm quầy", is_public: true };
  const { control } = desk(listing([]));
  control.drafts.write("a", { words: "Đã mở thêm quầy" });
  control.open(aComment("a", { state: "answered", replies: [own] }));
  expect([control.drafts.has("a"), control.wasSentBefore]).toEqual([false, true]);
});

describe("many at once", () => {
  const rows = ["a", "b", "c", "d"].map((id) => aComment(id));
  const stale = { type: "/docs/problems#stale-version", title: "", status: 412, detail: "" };

  test("is done for each comment by its own version; what fails stays selected with its reason", async () => {
    const { control, calls } = desk(
      listing(rows, ({ method, path }) => {
        if (method !== "PATCH") return null;
        const id = path.split("/")[2] ?? "";
        if (id === "b") return { status: 412, body: { ...stale, comment: aComment("b", { version: 7 }) } };
        return { body: aComment(id, { version: 2, state: "approved", decision: "approved" }) };
      }),
    );
    await control.start(null);
    for (const id of ["a", "b", "c"]) control.list.pick(id, true);
    control.bulk.ask("approve");
    await control.bulk.run();
    expect(control.bulk.course).toMatchObject({ all: 3, done: 2, state: "over", failed: [{ comment: { id: "b" } }] });
    expect([...control.list.picked]).toEqual(["b"]);
    expect(calls.filter(({ method }) => method === "PATCH").map(({ match }) => match)).toEqual(['"1"', '"1"', '"1"']);
    expect(control.list.rows.map(({ version }) => version)).toEqual([2, 7, 2, 1]);
  });

  test("stops where every further call would fail, and says how many were not done", async () => {
    const { control, calls } = desk(
      listing(rows, ({ method }) => (method === "PATCH" ? { status: 0, body: null } : null)),
    );
    await control.start(null);
    control.list.pickAll(true);
    control.bulk.ask("assign");
    control.bulk.fill({ unit: "29869", why: "nhầm đơn vị" });
    await control.bulk.run();
    expect(control.bulk.course).toMatchObject({ all: 4, done: 0, state: "stopped" });
    expect([control.list.picked.size, calls.filter(({ method }) => method === "PATCH").length]).toEqual([4, 1]);
    expect(calls.at(-1)?.body).toEqual({ state: "assigned", unit: "29869", why: "nhầm đơn vị" });
  });

  test("leaves what is no longer listed", async () => {
    const { control } = desk(listing(rows));
    await control.start(null);
    control.list.pickAll(true);
    control.list.pick("gone", true);
    await control.load();
    expect(control.list.picked.has("gone")).toBe(false);
  });
});

test("what has no answer is listed by the day when one is due; anything else has the newest first", async () => {
  const { control, calls } = desk(listing([]));
  const orders = () => calls.filter(({ path }) => path === "/comments").map(({ query }) => query.get("order"));
  await control.start(null);
  expect(orders()).toEqual(["due", "due"]);
  control.list.filter = { ...control.list.filter, state: "answered" };
  await control.load();
  expect(orders().slice(2)).toEqual([null, null]);
});

test("services have their names also where a province has more of them than one page lists", async () => {
  const { control } = desk(({ path, query }) => {
    if (path !== "/services") return null;
    const [id, next_cursor] = query.has("cursor") ? ["2.000002", null] : ["1.000001", "more"];
    return { body: { data: [{ id, name: `Thủ tục ${id}` }], meta: { next_cursor } } };
  });
  await control.start(null);
  expect(control.names.textOf("2.000002")).toEqual({ vi: "Thủ tục 2.000002" });
});
