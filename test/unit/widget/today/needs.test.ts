import { describe, expect, it } from "vitest";
import type { Session } from "../../../../shared/contract/session.ts";
import { officeClient, type RowOf } from "../../../../widget/office-ui/office-client.ts";
import { deviceNeeds, ownKeyNeeds, publicationNeeds, readNeeds } from "../../../../widget/today/needs.ts";

const scopes: Session["scopes"] = ["comments:read", "devices:write", "set-asides:write", "keys:write"];
const session = { agency: "H20", id: "key-1", unit: "H20", scopes } as unknown as Session;
const empty = { data: [], meta: { next_cursor: null } };

/** A server that answers each path (without the agency) with these. */
function officeOf(
  answers: Readonly<Record<string, unknown>>,
  who: Partial<Session> = {},
): Parameters<typeof readNeeds>[0] & { asked: string[] } {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const { pathname, search } = new URL((input as Request).url);
    const path = pathname.replace("/v1/agencies/H20/", "") + search;
    asked.push(path);
    const answer = answers[path] ?? answers[path.split("?")[0] ?? ""] ?? empty;
    return new Response(JSON.stringify(answer), { status: "status" in Object(answer) ? 503 : 200 });
  };
  const client = officeClient({ fetch, server: "https://x.vn", signedOut: async () => false });
  return { agency: "H20", session: { ...session, ...who }, client, today: () => "2026-11-10", asked };
}

const device = (name: string, kinds: readonly string[], state = "enrolled"): RowOf<"listDevices"> =>
  ({ name, state, alerts: kinds.map((kind) => ({ kind })) }) as unknown as RowOf<"listDevices">;

describe("what needs somebody", () => {
  it("is nothing where nothing waits", async () => {
    expect(await readNeeds(officeOf({}))).toEqual({ needs: [], unread: [] });
  });

  it("begins with what is late", async () => {
    const late = { data: [{}, {}, {}], meta: { next_cursor: "more" } };
    const keys = { data: [{ name: "Excel", expires_soon: true, replaced_by: null }], meta: { next_cursor: null } };
    const { needs } = await readNeeds(officeOf({ keys, "comments?overdue=true": late }));
    expect(needs.map(({ when, key, places }) => [when, key, places?.["n"]])).toEqual([
      ["late", "to.comments.late", "3+"],
      ["now", "to.keys", 1],
    ]);
  });

  it("asks only what the one who is signed in may read", async () => {
    const office = officeOf({}, { scopes: ["comments:read"] });
    await readNeeds(office);
    // Everybody may ask who they are, and until when their key works.
    expect(office.asked.filter((path) => !path.startsWith("comments?"))).toEqual(["/v1/session"]);
    const unit = officeOf({}, { unit: "29869", scopes: ["set-asides:write"] });
    await readNeeds(unit);
    expect(unit.asked).toEqual(["/v1/session"]);
  });

  it.each([
    ["a member two weeks before", "2026-11-24", "moderator", [], "to.own-key", "own-key"],
    ["a member on the last day", "2026-11-10", "moderator", [], "to.own-key", "own-key"],
    ["who may write keys", "2026-11-20", null, ["keys:write"], "to.own-key.write", "keys"],
    ["who may not", "2026-11-20", null, [], "to.own-key.ask", null],
  ] as const)("warns of the end of the key that they signed in by: %s", (_, day, role, given, key, page) => {
    const needs = ownKeyNeeds({ key_expires_on: day, role, scopes: [...given] }, "2026-11-10");
    expect(needs).toEqual([{ when: "now", key, places: { day }, page }]);
  });

  it("does not warn of a key that works longer, or has no end", () => {
    const own = (day: string | null): unknown =>
      ownKeyNeeds({ key_expires_on: day, role: "reader", scopes: [] }, "2026-11-10");
    expect([own("2026-11-25"), own(null)]).toEqual([[], []]);
  });

  it("shows the rest when something cannot be read, and says what", async () => {
    const broken = { type: "/docs/problems#unavailable", title: "x", status: 503 };
    const devices = { data: [device("Kiosk 1", ["quiet"])], meta: { next_cursor: null } };
    const { needs, unread } = await readNeeds(officeOf({ comments: broken, devices }));
    expect(needs).toMatchObject([{ key: "to.devices.quiet", names: ["Kiosk 1"] }]);
    expect(unread).toEqual(["to.of.comments"]);
  });

  it("asks a new agency for no figures before it has a touchpoint, and for an administrator until one has joined", async () => {
    const scopes: Session["scopes"] = ["config:write", "tallies:write", "indices:read", "members:write"];
    const keys = async (answers: Readonly<Record<string, unknown>>): Promise<string[]> =>
      (await readNeeds(officeOf(answers, { scopes }))).needs.map(({ key }) => key);
    const some = { data: [{}], meta: { next_cursor: null } };
    const invited = { data: [{ role: "administrator", state: "invited" }], meta: { next_cursor: null } };
    const joined = { data: [{ role: "administrator", state: "joined" }], meta: { next_cursor: null } };
    expect(await keys({ members: invited })).toEqual(["to.setup", "to.members"]);
    const rated = (n: number): object => ({ data: [{ n }], meta: { next_cursor: null } });
    const begun = { members: joined, touchpoints: some };
    // Nobody could rate in the month before the office began.
    expect(await keys({ ...begun, "indices?period=2026-10": rated(0) })).toEqual([]);
    expect(await keys({ ...begun, "indices?period=2026-10": rated(12) })).toEqual(["to.volumes"]);
  });

  it("tells set-asides of others, which wait for this person, from their own", async () => {
    const proposed = (by: string): object => ({ state: "proposed", office: { proposed_by: by } });
    const list = { data: [proposed("key-1"), proposed("key-2"), { state: "undone" }], meta: { next_cursor: null } };
    const { needs } = await readNeeds(officeOf({ "set-asides": list }));
    expect(needs).toMatchObject([
      { when: "now", key: "to.set-asides", places: { n: 1 } },
      { when: "soon", key: "to.set-asides.mine", places: { n: 1 } },
    ]);
  });
});

describe("devices", () => {
  it("that are silent come first, then other alerts, then those that wait for a tablet; revoked ones never", () => {
    const rows = [
      device("A", ["gap"]),
      device("B", ["quiet"]),
      device("C", [], "waiting"),
      device("D", ["quiet"], "revoked"),
    ];
    expect(deviceNeeds(rows).map(({ key, names }) => [key, names])).toEqual([
      ["to.devices.quiet", ["B"]],
      ["to.devices.alert", ["A"]],
      ["to.devices.waiting", ["C"]],
    ]);
  });
});

describe("the next publication", () => {
  const told = (today: string, days: readonly string[]): unknown[] =>
    publicationNeeds(
      today,
      days.map((day) => ({ day })),
    ).map(({ when, places }) => [when, places]);

  it("is named from a week before the month's end until three days after it", () => {
    expect(told("2026-11-20", ["2026-11-03"])).toEqual([]);
    expect(told("2026-11-24", ["2026-11-03"])).toEqual([["soon", { month: "11/2026", day: "2026-12-04" }]]);
    expect(told("2026-12-03", ["2026-11-03"])).toEqual([["soon", { month: "11/2026", day: "2026-12-04" }]]);
  });

  it("is late where the day has passed without it, but not where nothing was ever published", () => {
    expect(told("2026-12-05", ["2026-11-03"])).toEqual([["late", { month: "11/2026" }]]);
    expect(told("2026-12-05", ["2026-12-03"])).toEqual([]);
    expect(told("2026-12-05", [])).toEqual([]);
  });
});
