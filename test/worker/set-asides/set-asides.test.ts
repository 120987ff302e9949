import { env } from "cloudflare:workers";
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, makeAgency, newFeedback, rootKey, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { publishLater } from "../publications/publish-later.ts";

const today = formatDay(todayInVietnam());

/** An agency with two keys for set-asides, neither of which made the other. */
type Office = TestAgency & { readonly base: string; readonly one: string; readonly other: string };

const scopes = ["set-asides:write", "keys:write", "indices:read", "feedback:read", "config:write", "audit:read"];

async function makeKey(base: string, by: string, different: Record<string, unknown> = {}): Promise<string> {
  const body = { name: "reform", scopes, ...different };
  return (await askApi<{ key: string }>(`${base}/keys`, { key: by, body })).key;
}

async function openOffice(prefix: string): Promise<Office> {
  const agency = await makeAgency(prefix);
  const base = `/v1/agencies/${agency.code}`;
  return { ...agency, base, one: await makeKey(base, rootKey), other: await makeKey(base, rootKey) };
}

type SetAside = {
  readonly id: string;
  readonly state: string;
  readonly n: number | null;
  readonly office: Record<string, unknown> | null;
} & Record<string, unknown>;

function propose(office: Office, different: Record<string, unknown> = {}): Promise<SetAside> {
  const filter = { touchpoint: office.touchpoints[0], from: today, to: today };
  const body = { ...filter, reason: "Một máy gửi hàng loạt", role: "reform-office", ...different };
  return askApi(`${office.base}/set-asides`, { key: office.one, body });
}

function confirm({ base, other }: Office, id: string, key = other): Promise<Response> {
  return callApi(`${base}/set-asides/${id}/confirm`, { method: "POST", key });
}

function undo({ base, other }: Office, id: string): Promise<SetAside> {
  return askApi(`${base}/set-asides/${id}/undo`, { key: other, body: { reason: "Nhầm điểm tiếp nhận" } });
}

async function kindOf(response: Response): Promise<string> {
  return ((await response.json()) as { type: string }).type.replace("/docs/problems#", "");
}

function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** Every figure of the office: all indices by everything, as text. */
async function figures({ base, one }: Office): Promise<string> {
  const by = ["", "&by=unit", "&by=touchpoint", "&by=channel", "&by=day", "&by=question", "&by=reason"];
  const texts = by.map(async (grouped) =>
    (await callApi(`${base}/indices?from=${today}&to=${today}${grouped}`, { key: one })).text(),
  );
  return (await Promise.all(texts)).join("\n");
}

async function index({ base, one }: Office): Promise<Record<string, unknown> | undefined> {
  const path = `${base}/indices?from=${today}&to=${today}`;
  return (await askApi<{ data: Record<string, unknown>[] }>(path, { key: one })).data[0];
}

async function isExact({ base, one }: Office): Promise<boolean> {
  const path = `${base}/rollups/verify`;
  const { data } = await askApi<{ data: { differences: number }[] }>(path, { method: "POST", key: one });
  return data.every(({ differences }) => differences === 0);
}

type Row = { readonly id: string; readonly standing: string; readonly flags: readonly string[] };

async function rowsOf({ base, one }: Office): Promise<Row[]> {
  const { data } = await askApi<{ data: Row[] }>(`${base}/feedback?limit=1000`, { key: one });
  return data.map(({ id, standing, flags }) => ({ id, standing, flags })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ratings(touchpoint: string, count: number, different: Record<string, unknown> = {}): unknown[] {
  return Array.from({ length: count }, (_, place) =>
    newFeedback(touchpoint, { level: [5, 4, 5, 3, 5][place % 5], ...different }),
  );
}

describe("setting aside", () => {
  test("takes a stuffed touchpoint's burst out of the index, and undoing brings every figure and flag back", async () => {
    const office = await openOffice("SAA");
    const [stuffed, quiet] = office.touchpoints;
    await sendFeedback(ratings(stuffed, 60));
    await sendFeedback(ratings(quiet, 40, { reasons: [] }));
    const honest = await index(office);
    const stub = stubOf(office.code) as unknown as { acceptFeedback(json: string, underWay: number): Promise<string> };
    for (let batch = 0; batch < 3; batch++) {
      const items = ratings(stuffed, 100, { level: 1 });
      await stub.acceptFeedback(JSON.stringify({ sentAt: new Date().toISOString(), items, source: "laptop" }), 1);
    }
    const before = [await figures(office), JSON.stringify(await rowsOf(office))];
    expect(await index(office)).toMatchObject({ n: 400, flagged: { n: 300 }, set_aside: { n: 0 } });

    const proposed = await propose(office, { sign: "burst" });
    expect(proposed).toMatchObject({ state: "proposed", n: null, unit: "A" });
    expect([await figures(office), JSON.stringify(await rowsOf(office))]).toEqual(before);
    expect((await confirm(office, proposed.id)).status).toBe(200);
    const aside = await index(office);
    expect(aside).toMatchObject({ n: 100, value: honest?.value, set_aside: { n: 300, value_with: 20 } });
    expect(await isExact(office)).toBe(true);

    await undo(office, proposed.id);
    expect([await figures(office), JSON.stringify(await rowsOf(office))]).toEqual(before);
    expect(await isExact(office)).toBe(true);
  });

  test("reaches feedback that comes later, and feedback whose sign comes later", async () => {
    const office = await openOffice("SAB");
    const [touchpoint] = office.touchpoints;
    const { id } = await propose(office, { sign: "pressure" });
    await confirm(office, id);
    const first = newFeedback(touchpoint, { level: 5 });
    await sendFeedback([first, newFeedback(touchpoint, { level: 5, pressure: "office" })]);
    expect(await index(office)).toMatchObject({ n: 1, set_aside: { n: 1 } });
    const revised_at = first.answered_at;
    await sendFeedback([{ ...first, revision: 2, revised_at, pressure: "other" }]);
    expect(await index(office)).toMatchObject({ n: 0, set_aside: { n: 2 } });
    // Who sent it can't bring it back, nor get it back by another one's undoing.
    await sendFeedback([{ ...first, revision: 3, revised_at, level: 4, pressure: "no" }]);
    const other = await propose(office);
    await confirm(office, other.id);
    await undo(office, other.id);
    expect(await index(office)).toMatchObject({ n: 0, set_aside: { n: 2 } });
    await undo(office, id);
    expect(await index(office)).toMatchObject({ n: 2, set_aside: { n: 0 } });
    expect(await isExact(office)).toBe(true);
  });

  test("keeps what another one holds: a row counts again when the last is undone", async () => {
    const office = await openOffice("SAC");
    const [touchpoint] = office.touchpoints;
    await sendFeedback([...ratings(touchpoint, 5), ...ratings(touchpoint, 3, { pressure: "office" })]);
    const wide = await propose(office);
    const narrow = await propose(office, { sign: "pressure", touchpoint: undefined });
    for (const { id } of [wide, narrow]) await confirm(office, id);
    expect(await index(office)).toMatchObject({ n: 0, set_aside: { n: 8 } });
    await undo(office, wide.id);
    expect(await index(office)).toMatchObject({ n: 5, set_aside: { n: 3 } });
    await undo(office, narrow.id);
    expect(await index(office)).toMatchObject({ n: 8, flagged: { n: 3 }, set_aside: { n: 0 } });
    expect(await isExact(office)).toBe(true);
  });

  test("goes in portions: after each, and after a crash between them, rows and counts agree", async () => {
    const office = await openOffice("SAD");
    const [touchpoint] = office.touchpoints;
    for (let batch = 0; batch < 12; batch++) await sendFeedback(ratings(touchpoint, 100));
    const before = await figures(office);
    const { id } = await propose(office);
    await confirm(office, id);
    // Whether the first portion alone is done now or more, depends on when the alarm comes.
    expect(await isExact(office)).toBe(true);
    await evictDurableObject(stubOf(office.code));
    await completed(office, id);
    expect(await index(office)).toMatchObject({ n: 0, set_aside: { n: 1200 } });
    expect(await isExact(office)).toBe(true);
    await undo(office, id);
    expect(await isExact(office)).toBe(true);
    await completed(office, id);
    expect(await figures(office)).toBe(before);
    expect(await isExact(office)).toBe(true);
  });
});

describe("what is published", () => {
  test("stands until a release: a set-aside moves no published figure, and the next release has it", async () => {
    const office = await openOffice("SAM");
    const [touchpoint, other] = office.touchpoints;
    const then = todayInVietnam() - 40;
    const answered_at = new Date(Date.now() - 40 * 86_400_000).toISOString();
    await sendFeedback(ratings(touchpoint, 40, { answered_at }));
    await sendFeedback(ratings(other, 40, { answered_at }));
    await sendFeedback(ratings(touchpoint, 20, { answered_at, level: 1, pressure: "office" }));
    type Published = { period: { id?: string; from: string; to: string }; unit: { code: string }; n: number | null };
    const read = async (period: string): Promise<(number | null)[]> => {
      const path = `${office.base}/publications/latest?period=${period}&method=top-two@1`;
      return (await askApi<{ data: Published[] }>(path)).data.map(({ n }) => n);
    };
    const month = formatDay(then).slice(0, 7);
    const quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
    // A quarter and its three days later, the quarter of then is published too.
    await publishLater(office.code, 100);
    expect([await read(month), await read(quarter)]).toEqual([[100], [100]]);
    const { id } = await propose(office, { sign: "pressure", from: formatDay(then - 1), to: formatDay(then + 1) });
    await confirm(office, id);
    await publishLater(office.code, 101);
    expect([await read(month), await read(quarter)]).toEqual([[100], [100]]);
    await publishLater(office.code, 200);
    expect([await read(month), await read(quarter)]).toEqual([[100], [80]]);
  });
});

/** Lets the alarm do what is left. */
async function completed(office: Office, id: string): Promise<void> {
  await expect
    .poll(async () => {
      await runDurableObjectAlarm(stubOf(office.code));
      const { data } = await askApi<{ data: SetAside[] }>(`${office.base}/set-asides`, { key: office.one });
      return data.find((one) => one.id === id)?.office?.complete;
    })
    .toBe(true);
}

describe("who confirms", () => {
  test("a second key that neither made nor was made by the first, over any number of keys, or the root key", async () => {
    const office = await openOffice("SAE");
    const { base, one, other } = office;
    const child = await makeKey(base, one);
    const grandchild = await makeKey(base, child);
    const sibling = await makeKey(base, one);
    const holders = { root: rootKey, one, other, child, grandchild, sibling };
    type Holder = keyof typeof holders;
    const allowed: Record<Holder, readonly Holder[]> = {
      root: ["one", "other", "child", "grandchild", "sibling"],
      one: ["root", "other"],
      other: ["root", "one", "child", "grandchild", "sibling"],
      child: ["root", "other", "sibling"],
      grandchild: ["root", "other", "sibling"],
      sibling: ["root", "other", "child", "grandchild"],
    };
    for (const [first, fits] of Object.entries(allowed) as [Holder, readonly Holder[]][]) {
      for (const second of Object.keys(holders) as Holder[]) {
        const { id } = await propose({ ...office, one: holders[first] });
        const response = await confirm(office, id, holders[second]);
        expect([first, second, response.status]).toEqual([first, second, fits.includes(second) ? 200 : 403]);
        if (!response.ok) expect(await kindOf(response)).toBe("second-key-needed");
      }
    }
  });

  test("revoking the key between two hides nothing of who made whom", async () => {
    const office = await openOffice("SAF");
    const { base, one } = office;
    const child = await makeKey(base, one);
    const grandchild = await makeKey(base, child);
    await callApi(`${base}/keys/${child.split("_")[2]}`, { method: "DELETE", key: one });
    const { id } = await propose(office);
    expect(await kindOf(await confirm(office, id, grandchild))).toBe("second-key-needed");
  });

  test("nobody, after seven days in public: then it takes effect by itself, and not before", async () => {
    const office = await openOffice("SAG");
    const [touchpoint] = office.touchpoints;
    await sendFeedback(ratings(touchpoint, 12));
    const { id } = await propose(office);
    const wakeAfter = (days: number): Promise<void> =>
      runInDurableObject(stubOf(office.code), async (_, { storage }) => {
        storage.sql.exec("UPDATE set_aside SET proposed_ms = ?", Date.now() - days * 86_400_000 + 60_000);
        await storage.setAlarm(Date.now() + 1_000_000);
      });
    await wakeAfter(7);
    await runDurableObjectAlarm(stubOf(office.code));
    expect(await index(office)).toMatchObject({ n: 12 });
    await wakeAfter(8);
    await runDurableObjectAlarm(stubOf(office.code));
    expect(await index(office)).toMatchObject({ n: 0, set_aside: { n: 12 } });
    const { data } = await askApi<{ data: SetAside[] }>(`${office.base}/set-asides`, { key: office.one });
    expect(data[0]).toMatchObject({ id, state: "in-effect", office: { confirmed_by: "seven-days" } });
  });

  test("wakes the object when a proposal's seven days are over", async () => {
    const office = await openOffice("SAH");
    await propose(office);
    await runInDurableObject(stubOf(office.code), (_, { storage }) => {
      storage.sql.exec("UPDATE set_aside SET proposed_ms = ?", Date.now() - 7 * 86_400_000 + 120_000);
    });
    await propose(office);
    const alarm = await runInDurableObject(stubOf(office.code), (_, { storage }) => storage.getAlarm());
    expect(Number(alarm) - Date.now()).toBeLessThanOrEqual(120_000);
  });
});

describe("what is said of it", () => {
  test("anybody reads reason, role, days and unit; n from the minimum group size on, and nothing of who", async () => {
    const office = await openOffice("SAI");
    const [touchpoint, other] = office.touchpoints;
    await sendFeedback([...ratings(touchpoint, 10), ...ratings(other, 9)]);
    const ten = await propose(office);
    const nine = await propose(office, { touchpoint: other, reason: "Kiểm tra máy" });
    for (const { id } of [ten, nine]) await confirm(office, id);
    const { data } = await askApi<{ data: SetAside[] }>(`${office.base}/set-asides`);
    const days = { from: today, to: today, announced_on: today, in_effect_on: today, undone_on: null };
    expect(data).toEqual([
      {
        ...{ id: nine.id, state: "in-effect", reason: "Kiểm tra máy", role: "reform-office", unit: "B", ...days },
        ...{ undo_reason: null, n: null, office: null },
      },
      {
        ...{ id: ten.id, state: "in-effect", reason: "Một máy gửi hàng loạt", role: "reform-office", unit: "A" },
        ...{ ...days, undo_reason: null, n: 10, office: null },
      },
    ]);
    const seen = await askApi<{ data: SetAside[] }>(`${office.base}/set-asides`, { key: office.one });
    expect(seen.data.map(({ n, office: more }) => [n, more?.touchpoint])).toEqual([
      [9, other],
      [10, touchpoint],
    ]);
    const unitKey = await makeKey(office.base, rootKey, { unit: "A", scopes: ["feedback:read"] });
    const below = await askApi<{ data: SetAside[] }>(`${office.base}/set-asides`, { key: unitKey });
    expect(below.data).toEqual(data);
  });

  test("the audit log has each step with its reason", async () => {
    const office = await openOffice("SAJ");
    const { id } = await propose(office);
    await confirm(office, id);
    await undo(office, id);
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(`${office.base}/audit?what=set-aside`, {
      key: office.one,
    });
    const [one, other] = [office.one, office.other].map((key) => key.split("_")[2]);
    expect(data.map(({ what, on, by, why }) => [what, on, by, why])).toEqual([
      ["set-aside.undone", id, other, "Nhầm điểm tiếp nhận"],
      ["set-aside.confirmed", id, other, "Một máy gửi hàng loạt"],
      ["set-aside.proposed", id, one, "Một máy gửi hàng loạt"],
    ]);
  });
});

describe("what is refused", () => {
  test.each([
    ["no touchpoint and no sign", { touchpoint: undefined }, 400, "/touchpoint"],
    ["an unknown touchpoint", { touchpoint: "SAK-0000000000" }, 404, "/touchpoint"],
    ["a span that ends before it begins", { from: today, to: "2026-01-01" }, 400, "/to"],
    ["a day and an instant", { from: today, to: "2026-01-01T00:00:00Z" }, 400, "/to"],
    ["days that are still to come", { to: "2999-01-01" }, 400, "/to"],
    ["an empty reason", { reason: "" }, 400, "/reason"],
    ["an unknown sign", { sign: "dislike" }, 400, "/sign"],
  ])("%s", async (_, different, status, pointer) => {
    const office = await openOffice("SAK");
    const filter = { touchpoint: office.touchpoints[0], from: today, to: today, reason: "x", role: "x" };
    const response = await callApi(`${office.base}/set-asides`, { key: office.one, body: { ...filter, ...different } });
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect([response.status, errors[0]?.pointer]).toEqual([status, pointer]);
  });

  test("a second confirmation, a second undoing, an unknown one, a unit's key, and a key without the scope", async () => {
    const office = await openOffice("SAL");
    const { id } = await propose(office);
    await confirm(office, id);
    expect(await kindOf(await confirm(office, id))).toBe("set-aside-state");
    await undo(office, id);
    const again = { key: office.one, body: { reason: "x" } };
    expect(await kindOf(await callApi(`${office.base}/set-asides/${id}/undo`, again))).toBe("set-aside-state");
    expect(await kindOf(await confirm(office, "99"))).toBe("unknown-set-aside");
    const unitKey = await makeKey(office.base, rootKey, { unit: "A" });
    expect(await kindOf(await confirm(office, id, unitKey))).toBe("outside-subtree");
    expect(await kindOf(await confirm(office, id, office.key))).toBe("scope-missing");
  });
});
