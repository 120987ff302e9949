import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { firstDayOfMonth, formatDay, lastDayOfMonth, monthOf } from "../../../shared/calendar/day.ts";
import { isClosed } from "../../../shared/calendar/period.ts";
import type { SampleProvince } from "../../../shared/contract/agency.ts";
import type { AnswersRow } from "../../../shared/contract/comment-figures.ts";
import type { DeviceEvent } from "../../../shared/contract/device.ts";
import { emptyAgency } from "../../../worker/agency/empty-agency.ts";
import type { PublishedIndex } from "../../../shared/contract/published-index.ts";
import { storyBefore } from "../../../worker/sample/story.ts";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { inOffice, join } from "../members/joined-member.ts";
import { ask, askAsRoot, giveKey, rowsOf } from "../office.ts";
import { stubOf } from "../publications/publish-later.ts";

const base = "/v1/agencies/X99";
const story = storyBefore(todayInVietnam());
const { quarter } = story;
let [key, made] = ["", null as SampleProvince | null];
const listedMeanwhile: number[] = [];

beforeAll(async () => {
  await askAsRoot("POST /v1/agencies", { code: "X99", name: "Tỉnh Mẫu", sample: true });
  const scopes = ["indices:read", "comments:read", "devices:write", "feedback:read", "set-asides:write"];
  key = await giveKey(base, { scopes });
  const filling = askAsRoot(`POST ${base}/sample`);
  let isDone = false;
  const done = filling.finally(() => {
    isDone = true;
  });
  // The real night may fall meanwhile.
  const alarmed = runDurableObjectAlarm(stubOf("X99"));
  while (!isDone) {
    listedMeanwhile.push(rowsOf(await ask(`GET ${base}/publications`)).length);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const filled = await done;
  expect(await alarmed).toBe(true);
  expect(filled.status).toBe(201);
  made = filled.body as SampleProvince;
}, 300_000);

async function rows<Row>(path: string, reader: string | null = key): Promise<Row[]> {
  const answer = await ask(`GET ${base}${path}`, reader === null ? {} : { key: reader });
  expect([path, answer.status]).toEqual([path, 200]);
  return rowsOf(answer) as Row[];
}

const indices = (query: string): Promise<PublishedIndex[]> => rows(`/indices?${query}`);
const within = `from=${formatDay(story.first)}&to=${formatDay(story.today - 1)}`;

describe("the sample province", () => {
  test("has 13 months and the days up to yesterday, about 50,000 ratings, and a repetition changes nothing", async () => {
    expect(made?.from).toBe(formatDay(firstDayOfMonth(monthOf(story.today) - 13)));
    expect(made?.to).toBe(formatDay(story.today - 1));
    expect(made?.ratings).toBeGreaterThan(45_000);
    expect(made?.ratings).toBeLessThan(60_000);
    const again = await askAsRoot(`POST ${base}/sample`);
    expect([again.status, again.body]).toEqual([200, made]);
    const months = await indices(`${within}&by=month`);
    expect(months.map(({ n }) => n > 1000).slice(0, -1)).not.toContain(false);
  });

  test("is whole for whoever asks while it is made", async () => {
    const all = (await rows("/publications", null)).length;
    expect(all).toBeGreaterThan(12);
    expect(listedMeanwhile.filter((listed) => listed !== 0 && listed !== all)).toEqual([]);
  });

  test("has 40 units on two levels, and 8 services", async () => {
    const units = await rows<{ code: string; parent: string | null; valid_to: string | null }>("/units?limit=1000");
    const today = units.filter(({ code, valid_to }) => code !== "X99" && valid_to === null);
    expect(today).toHaveLength(40);
    expect(today.filter(({ parent }) => parent === "X99")).toHaveLength(6);
    expect((await indices(`period=${quarter.id}&by=service`)).flatMap(({ service }) => service ?? [])).toHaveLength(8);
  });

  test("has a unit that improved beyond chance with the campaign that is marked there", async () => {
    const [row] = await indices(`period=${quarter.id}&unit=M103&compare=previous`);
    expect(row?.change?.beyond_chance).toBe(true);
    expect(row?.change?.value).toBeGreaterThan(8);
    const { body } = await ask(`GET ${base}`);
    const { milestones, targets, licence } = body as Record<string, { on?: string; unit?: string }[]>;
    expect(milestones).toContainEqual(expect.objectContaining({ on: formatDay(story.campaign), unit: "M103" }));
    expect([targets?.length, licence]).toEqual([1, expect.objectContaining({ name: "CC BY 4.0" })]);
  });

  test("has two units that can't be told apart, two that lie below their neighbours, and one that is withheld", async () => {
    const units = new Map(
      (await indices(`period=${quarter.id}&unit=M200&by=unit`)).map((row) => [row.unit.code, row.interval]),
    );
    const [one, other] = [units.get("M201"), units.get("M202")];
    expect((one?.low ?? 0) < (other?.high ?? 0) && (other?.low ?? 0) < (one?.high ?? 0)).toBe(true);
    const [whole] = await indices(`period=${quarter.id}`);
    const below = [...units, ...(await indices(`period=${quarter.id}&unit=M300&by=unit`)).map(belowOf)];
    const high = new Map(below);
    for (const unit of ["M205", "M304"]) expect(high.get(unit)?.high).toBeLessThan(whole?.interval?.low ?? 0);
    const published = await rows<{ unit: { code: string }; withheld: string | null }>(
      `/publications/latest?period=${quarter.id}&by=unit&unit=M300&method=top-two@1`,
      null,
    );
    expect(published.find(({ unit }) => unit.code === "M308")?.withheld).toBe("too-few");
    const months = await indices(`period=${quarter.id}&unit=M308&by=month`);
    expect(months.every(({ n }) => n < 10)).toBe(true);
  });

  function belowOf({ unit, interval }: PublishedIndex): [string, PublishedIndex["interval"]] {
    return [unit.code, interval];
  }

  test("has one kiosk that was dead for nine days, and no other", async () => {
    const devices = await rows<{ id: string; touchpoint: string }>("/devices");
    const dead = devices.find(({ touchpoint }) => touchpoint.endsWith("k00000m106"));
    const events = await rows<DeviceEvent>("/devices/events");
    expect(events.map(({ device, kind, change }) => [device, kind, change])).toEqual([
      [dead?.id, "quiet", "began"],
      [dead?.id, "quiet", "ended"],
    ]);
    const [began = 0, ended = 0] = events.map(({ at }) => Date.parse(at));
    expect(Math.round((ended - began) / 86_400_000)).toBe(9);
    const { from, to } = story.silent;
    const days = await indices(`period=${quarter.id}&unit=M106&by=day,touchpoint`);
    const silent = days.filter(({ touchpoint, n }) => touchpoint === dead?.touchpoint && n === 0);
    const told = silent.map(({ period }) => period.from);
    expect(Array.from({ length: 9 }, (_, place) => told.includes(formatDay(from + place)))).not.toContain(false);
    expect(to - from).toBe(8);
  });

  test("has an attack that the signs flagged and that two keys set aside, for everybody to read", async () => {
    const [one] = await rows<{ state: string; n: number; reason: string; unit: string }>("/set-asides", null);
    expect(one).toMatchObject({ state: "in-effect", unit: "M302", from: formatDay(story.attack) });
    expect(one?.reason).toContain("một nguồn");
    const [whole] = await indices(`period=${quarter.id}`);
    expect(one?.n).toBeGreaterThanOrEqual(46);
    expect(whole?.set_aside.n).toBe(one?.n);
    expect(whole?.flagged.n).toBeLessThan(40);
    const [{ office } = { office: null }] = await rows<{ office: Record<string, string> | null }>("/set-asides");
    expect(office?.["proposed_by"]).not.toBe(office?.["confirmed_by"]);
  });

  test("has a merged commune whose history is that of both", async () => {
    const historyAs = (unitsAs: string): Promise<PublishedIndex[]> =>
      indices(`from=${formatDay(story.first)}&to=${formatDay(story.merger - 1)}&unit=M207&units_as=${unitsAs}`);
    const [now, then] = [(await historyAs("now"))[0]?.n, (await historyAs("then"))[0]?.n];
    expect(now).toBeGreaterThan(200);
    expect(then ?? 0).toBe(0);
  });

  test("has a service with a lower share, at whose counters people name the waiting time first", async () => {
    const services = await indices(`period=${quarter.id}&by=service`);
    const slow = services.find(({ service }) => service === "9.900007");
    const others = services.filter(({ service }) => service !== null && service !== "9.900007");
    for (const other of others) expect(slow?.interval?.high).toBeLessThan(other.interval?.low ?? 0);
    const reasons = await indices(`period=${quarter.id}&by=reason&service=9.900007&channel=counter`);
    expect(reasons.toSorted((a, b) => b.n - a.n)[0]?.reason).toBe("waiting-time");
  });

  test("has twelve answers of the last quarter that came late, seven that are overdue, and ratings of answers", async () => {
    const answers = await rows<AnswersRow>(`/answers?period=${quarter.id}`);
    const sum = (of: (row: AnswersRow) => number): number => answers.reduce((all, row) => all + of(row), 0);
    expect(sum(({ answered, on_time }) => answered - on_time)).toBe(12);
    expect(sum(({ rated }) => rated)).toBeGreaterThan(30);
    expect(await rows("/comments?overdue=true")).toHaveLength(7);
    const states = (await rows<{ decision: string | null }>("/comments?limit=1000")).map(({ decision }) => decision);
    expect(new Set(states)).toEqual(new Set(["approved", "hidden", null]));
  });

  test("has Mondays that are worse than other days", async () => {
    const days = await indices(`${within}&by=day&channel=counter`);
    const shareOn = (isMonday: boolean): number => {
      const some = days.filter(({ period }) => (new Date(period.from).getUTCDay() === 1) === isMonday);
      const satisfied = some.reduce((all, { tally }) => all + (tally?.[3] ?? 0) + (tally?.[4] ?? 0), 0);
      return satisfied / some.reduce((all, { n }) => all + n, 0);
    };
    expect(shareOn(false) - shareOn(true)).toBeGreaterThan(0.03);
  });

  test("has transactions of every unit and paper forms, so that coverage is known", async () => {
    const [row] = await indices(`period=${quarter.id}`);
    expect(row?.coverage?.rate).toBeGreaterThan(5);
    expect(Object.keys(row?.channels ?? {}).sort()).toEqual(["counter", "kiosk", "paper", "portal", "qr"]);
  });

  test("was published at the close of each day on which something was due", async () => {
    const months = Array.from({ length: 14 }, (_, place) => monthOf(story.first) + place);
    const due = months.map((month) => lastDayOfMonth(month)).filter((last) => isClosed(last, story.today));
    const published = await rows<{ published_at: string }>("/publications?limit=1000", null);
    const midnights = due.map((last) => new Date((last + 4) * 86_400_000 - 7 * 3_600_000).toISOString());
    expect(published.map(({ published_at }) => published_at)).toEqual(expect.arrayContaining(midnights));
  });

  test("has rollups that a recount finds right", async () => {
    const { body } = await askAsRoot(`POST ${base}/rollups/verify`);
    const { data } = body as { data: { differences: number }[] };
    expect(data.map(({ differences }) => differences)).toEqual(data.map(() => 0));
  });

  test("says wherever it is seen that its figures are simulated", async () => {
    expect((await ask(`GET ${base}`)).body).toMatchObject({ sample: true });
    const touchpoint = "X99-q00000m101";
    expect((await ask(`GET /v1/touchpoints/${touchpoint}`)).body).toMatchObject({ sample: true });
    for (const page of [`/rate/${touchpoint}`, "/privacy/X99", `/privacy/X99?touchpoint=${touchpoint}`]) {
      expect((await ask(`GET ${page}`)).body).toContain("Số liệu mô phỏng");
      expect((await ask(`GET ${page}${page.includes("?") ? "&" : "?"}lang=en`)).body).toContain("Simulated figures");
    }
    const files = ["exports/indices.xlsx", "exports/comments.csv", "exports/feedback.parquet", "indices"];
    for (const file of files) {
      const query = file === "indices" ? "&format=csv" : "";
      const { headers } = await ask(`GET ${base}/${file}?period=${formatDay(story.today - 3)}${query}`, { key });
      expect(headers.get("content-disposition")).toContain("-mo-phong.");
    }
  });

  test("goes on with the real clock afterwards", async () => {
    const item = newFeedback("X99-q00000m101");
    expect((await sendFeedback([item])).map(({ outcome }) => outcome)).toEqual(["accepted"]);
    const alarm = await runInDurableObject(stubOf("X99"), (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeGreaterThan(Date.now());
    expect(alarm).toBeLessThan(Date.now() + 86_400_000);
    const [stored] = await rows<{ id: string; received_at: string }>(
      `/feedback?updated_since=${new Date(Date.now() - 60_000).toISOString()}`,
    );
    expect(stored?.id).toBe(item["id"]);
    expect(Math.abs(Date.parse(stored?.received_at ?? "") - Date.now())).toBeLessThan(60_000);
  });
});

describe("simulated figures are refused by", () => {
  test("an agency that was not made as a sample", async () => {
    await askAsRoot("POST /v1/agencies", { code: "REAL1", name: "Tỉnh thật" });
    const refused = await askAsRoot("POST /v1/agencies/REAL1/sample");
    expect([refused.status, refused.kind]).toEqual([409, "no-sample"]);
    expect((await ask("GET /v1/agencies/REAL1")).body).toMatchObject({ sample: false });
  });

  test("a sample agency that somebody uses already", async () => {
    await askAsRoot("POST /v1/agencies", { code: "USED1", name: "Tỉnh mẫu", sample: true });
    await askAsRoot("PUT /v1/agencies/USED1/services", { services: [{ id: "1", name: "Cấp giấy" }] });
    const refused = await askAsRoot("POST /v1/agencies/USED1/sample");
    expect([refused.status, refused.kind]).toEqual([409, "agency-not-empty"]);
  });

  test("whoever has no root key", async () => {
    const refused = await ask(`POST ${base}/sample`, { key: await giveKey(base, { scopes: ["config:write"] }) });
    expect([refused.status, refused.kind]).toEqual([403, "scope-missing"]);
  });
});

test("an agency stays a sample, whatever it writes of itself", async () => {
  await askAsRoot("POST /v1/agencies", { code: "STAYS1", name: "Tỉnh mẫu", sample: true });
  await askAsRoot("PUT /v1/agencies/STAYS1", { address: "1 đường Mẫu" });
  expect((await ask("GET /v1/agencies/STAYS1")).body).toMatchObject({ sample: true, address: "1 đường Mẫu" });
  expect((await askAsRoot("PUT /v1/agencies/STAYS1", { sample: false })).status).toBe(400);
});

test("a simulation that broke off leaves an empty agency with its keys, members and sessions, and can begin anew", async () => {
  await askAsRoot("POST /v1/agencies", { code: "BROKE1", name: "Tỉnh mẫu", sample: true });
  const its = await giveKey("/v1/agencies/BROKE1", { scopes: ["config:write"] });
  const member = await join("/v1/agencies/BROKE1", { role: "administrator" });
  const provider = { issuer: "https://sso.example", client_id: "c", label: { vi: "Tài khoản của tỉnh" } };
  await askAsRoot("PUT /v1/agencies/BROKE1/sign-in", provider);
  const unit = { code: "A", name: "A", kind: "ward", valid_from: "2026-01-01" };
  await ask("PUT /v1/agencies/BROKE1/units", { key: its, body: { units: [unit] } });
  const state = await runInDurableObject(stubOf("BROKE1"), (_, { storage }) => {
    emptyAgency(storage);
    const count = (table: string): unknown => storage.sql.exec(`SELECT count(*) AS n FROM ${table}`).one()["n"];
    return ["unit_version", "form_version", "sample", "access_key", "audit_entry"].map(count);
  });
  expect(state).toEqual([1, 1, 0, 2, 0]);
  expect((await ask("GET /v1/agencies/BROKE1/audit", inOffice(member.cookie))).status).toBe(200);
  expect((await ask("GET /v1/agencies/BROKE1/audit", { key: member.key })).status).toBe(200);
  expect((await ask("GET /v1/agencies/BROKE1/sign-in")).body).toEqual({ sign_in: { label: provider.label } });
  expect((await ask("GET /v1/agencies/BROKE1/forms", { key: its })).status).toBe(200);
  expect((await ask("GET /v1/agencies/BROKE1")).body).toMatchObject({ sample: true });
});
