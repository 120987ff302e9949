import { formatDay, lastDayOfMonth, monthOf, toDay } from "../../shared/calendar/day.ts";
import type { Session } from "../../shared/contract/session.ts";
import type { AnswerOf, Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps, OfficePageId } from "../office-ui/office-page-element.ts";
import type { TodayKey } from "./today-messages.ts";

/** Something that needs a person. `late` should have been done; `soon` is only to be known. */
export type Need = {
  readonly when: "late" | "now" | "soon";
  /** What it is in words, and what its places are filled with. */
  readonly key: TodayKey;
  readonly places?: Readonly<Record<string, string | number>>;
  /** What it is about, such as names of devices. */
  readonly names?: readonly string[];
  /** Where it is done: on another page, by the own key's dialog, or by somebody else (null). */
  readonly page: OfficePageId | "own-key" | null;
  /** The state in which that page opens. */
  readonly query?: Readonly<Record<string, string>>;
};

/** What one question to the server brought. */
type Answered = { readonly needs: readonly Need[] } | { readonly problem: Problem };

type Asked = Pick<OfficeDeps, "agency" | "session" | "client" | "today">;
/** A question to the server, and who may ask it. */
type Question = {
  /** Null for everybody. */
  readonly scope: Session["scopes"][number] | null;
  readonly isWhole?: true;
  /** Words for what could not be read. */
  readonly key: TodayKey;
  readonly ask: (office: Asked) => Promise<Answered>;
};

/** Days before its last day from which a key's holder is warned. */
const keyDays = 14;
const mostNames = 5;
/** Signs older than so many days have been looked at. */
const signDays = 7;
/** A month or quarter is published at the close of the third day after its end: on the fourth. */
const publishedAfter = 3;

const named = (names: readonly string[]): readonly string[] => names.slice(0, mostNames);

/** The number of rows of a page of a list, with a plus if there are more. */
function countOf({ data, meta }: { data: readonly unknown[]; meta: { next_cursor: string | null } }): string {
  return `${data.length}${meta.next_cursor === null ? "" : "+"}`;
}

function pathOf({ agency }: Asked): { readonly path: { readonly agency: string } } {
  return { path: { agency } };
}

async function comments(office: Asked): Promise<Answered> {
  const [late, held] = await Promise.all(
    [{ overdue: "true" } as const, { state: "received,held" }].map((query) =>
      office.client.GET("/v1/agencies/{agency}/comments", { params: { ...pathOf(office), query } }),
    ),
  );
  if (!late || !held) return { needs: [] };
  if (late.error) return { problem: late.error };
  if (held.error) return { problem: held.error };
  const needs: Need[] = [];
  if (late.data.data.length > 0) {
    needs.push({ when: "late", key: "to.comments.late", places: { n: countOf(late.data) }, page: "comments" });
  }
  if (held.data.data.length > 0) {
    needs.push({ when: "now", key: "to.comments.new", places: { n: countOf(held.data) }, page: "comments" });
  }
  return { needs };
}

async function devices(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/devices", {
    params: { ...pathOf(office), query: { limit: "1000" } },
  });
  return error ? { problem: error } : { needs: deviceNeeds(data.data) };
}

/** Devices that are silent, that have another alert, and that no tablet has taken yet. */
export function deviceNeeds(rows: readonly RowOf<"listDevices">[]): Need[] {
  const there = rows.filter(({ state }) => state !== "revoked");
  const groups: readonly (readonly [Need["when"], TodayKey, readonly RowOf<"listDevices">[]])[] = [
    ["late", "to.devices.quiet", there.filter(({ alerts }) => alerts.some(({ kind }) => kind === "quiet"))],
    ["now", "to.devices.alert", there.filter(({ alerts }) => alerts.some(({ kind }) => kind !== "quiet"))],
    ["soon", "to.devices.waiting", there.filter(({ state }) => state === "waiting")],
  ];
  return groups.flatMap(([when, key, found]): Need[] =>
    found.length === 0
      ? []
      : [{ when, key, places: { n: found.length }, names: named(found.map(({ name }) => name)), page: "devices" }],
  );
}

async function signs(office: Asked): Promise<Answered> {
  const from = formatDay(toDay(office.today()) - signDays);
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/signs", {
    params: { ...pathOf(office), query: { from, to: office.today(), limit: "1000" } },
  });
  if (error) return { problem: error };
  const rows = data.data.filter(({ sign }) => judged.has(sign));
  const ratings = rows.reduce((sum, { count }) => sum + count, 0);
  if (rows.length === 0) return { needs: [] };
  return { needs: [{ when: "now", key: "to.signs", places: { n: ratings, days: signDays }, page: "signs" }] };
}

/** Signs that a person judges; the others say how a rating came. */
const judged: ReadonlySet<string> = new Set(["burst", "streak", "repeat", "pressure", "fork"]);

async function setAsides(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/set-asides", { params: pathOf(office) });
  if (error) return { problem: error };
  const open = data.data.filter(({ state }) => state === "proposed");
  const mine = open.filter((one) => one.office?.proposed_by === office.session.id).length;
  const needs: Need[] = [];
  if (open.length > mine) {
    needs.push({ when: "now", key: "to.set-asides", places: { n: open.length - mine }, page: "signs" });
  }
  if (mine > 0) needs.push({ when: "soon", key: "to.set-asides.mine", places: { n: mine }, page: "signs" });
  return { needs };
}

async function volumes(office: Asked): Promise<Answered> {
  const period = monthBefore(office.today());
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/volumes", {
    params: { ...pathOf(office), query: { period, limit: "1" } },
  });
  if (error) return { problem: error };
  if (data.data.length > 0 || (await hadNoRatings(office, period))) return { needs: [] };
  return {
    needs: [
      {
        when: "now",
        key: "to.volumes",
        places: { month: monthWords(period) },
        page: "imports",
        query: { kind: "volumes" },
      },
    ],
  };
}

/** Whether nobody rated in a month, as in all months before an office began: there is no coverage to compute then. */
async function hadNoRatings(office: Asked, period: string): Promise<boolean> {
  if (!office.session.scopes.includes("indices:read")) return false;
  const { data } = await office.client.GET("/v1/agencies/{agency}/indices", {
    params: { ...pathOf(office), query: { period } },
  });
  // A CSV is possible, too, but was not asked for.
  return (data as AnswerOf<"getIndices"> | undefined)?.data[0]?.n === 0;
}

async function keys(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/keys", {
    params: { ...pathOf(office), query: { limit: "1000" } },
  });
  if (error) return { problem: error };
  const ending = data.data.filter((key) => key.expires_soon && key.replaced_by === null);
  if (ending.length === 0) return { needs: [] };
  const names = named(ending.map(({ name }) => name));
  return { needs: [{ when: "now", key: "to.keys", places: { n: ending.length }, names, page: "keys" }] };
}

async function ownKey(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/session");
  return error ? { problem: error } : { needs: data.session ? ownKeyNeeds(data.session, office.today()) : [] };
}

/** Warns that the key by which somebody signs in ends soon. Members make another. People who may write keys replace it. Others ask. */
export function ownKeyNeeds(
  { key_expires_on: day, role, scopes }: Pick<Session, "key_expires_on" | "role" | "scopes">,
  today: string,
): Need[] {
  if (!day || toDay(day) - toDay(today) > keyDays) return [];
  const own = { when: "now", places: { day } } as const;
  if (role !== null) return [{ ...own, key: "to.own-key", page: "own-key" }];
  if (scopes.includes("keys:write")) return [{ ...own, key: "to.own-key.write", page: "keys" }];
  return [{ ...own, key: "to.own-key.ask", page: null }];
}

async function setup(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/touchpoints", {
    params: { ...pathOf(office), query: { limit: "1" } },
  });
  if (error) return { problem: error };
  return { needs: data.data.length > 0 ? [] : [{ when: "now", key: "to.setup", page: "setup" }] };
}

/** Without an administrator all work is done with the root key. */
async function members(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/members", {
    params: { ...pathOf(office), query: { limit: "1000" } },
  });
  if (error) return { problem: error };
  const isThere = data.data.some(({ role, state }) => role === "administrator" && state === "joined");
  return { needs: isThere ? [] : [{ when: "now", key: "to.members", page: "members" }] };
}

async function publication(office: Asked): Promise<Answered> {
  const { data, error } = await office.client.GET("/v1/agencies/{agency}/publications", { params: pathOf(office) });
  if (error) return { problem: error };
  return { needs: publicationNeeds(office.today(), data.data) };
}

/** The next month that will be published, while its end is near; and one that should have been, and was not. */
export function publicationNeeds(today: string, rows: readonly Pick<RowOf<"listPublications">, "day">[]): Need[] {
  const now = toDay(today);
  const before = monthBefore(today);
  const due = lastDayOfMonth(monthOf(toDay(`${before}-01`))) + publishedAfter;
  if (now <= due) {
    return [
      {
        when: "soon",
        key: "to.publication",
        places: { month: monthWords(before), day: formatDay(due + 1) },
        page: "figures",
      },
    ];
  }
  const newest = Math.max(0, ...rows.map(({ day }) => toDay(day)));
  if (rows.length > 0 && newest < due) {
    return [{ when: "late", key: "to.publication.late", places: { month: monthWords(before) }, page: "figures" }];
  }
  const end = lastDayOfMonth(monthOf(now));
  if (end - now > signDays) return [];
  const month = monthWords(today.slice(0, 7));
  return [
    {
      when: "soon",
      key: "to.publication",
      places: { month, day: formatDay(end + publishedAfter + 1) },
      page: "figures",
    },
  ];
}

/** `2026-10` on any day of November 2026. */
function monthBefore(today: string): string {
  const first = toDay(`${today.slice(0, 7)}-01`);
  return formatDay(first - 1).slice(0, 7);
}

/** `10/2026` */
function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

const questions: readonly Question[] = [
  { scope: null, key: "to.of.own-key", ask: ownKey },
  { scope: "config:write", isWhole: true, key: "to.of.setup", ask: setup },
  { scope: "members:write", isWhole: true, key: "to.of.members", ask: members },
  { scope: "comments:read", key: "to.of.comments", ask: comments },
  { scope: "devices:write", key: "to.of.devices", ask: devices },
  { scope: "feedback:read", isWhole: true, key: "to.of.signs", ask: signs },
  { scope: "set-asides:write", isWhole: true, key: "to.of.set-asides", ask: setAsides },
  { scope: "tallies:write", key: "to.of.volumes", ask: volumes },
  { scope: "indices:read", isWhole: true, key: "to.of.publication", ask: publication },
  { scope: "keys:write", key: "to.of.keys", ask: keys },
];

const order = ["late", "now", "soon"] as const;

/** Asks the server all that the one who is signed in may ask. What cannot be read does not hide the rest. */
export async function readNeeds(
  office: Asked,
): Promise<{ readonly needs: Need[]; readonly unread: readonly TodayKey[] }> {
  const { session, agency } = office;
  const mine = questions.filter(
    ({ scope, isWhole }) => (scope === null || session.scopes.includes(scope)) && (!isWhole || session.unit === agency),
  );
  const found = await Promise.all(mine.map(async ({ key, ask }) => ({ key, ...(await ask(office)) })));
  const all = found.flatMap((one) => ("needs" in one ? one.needs : []));
  // Who has no touchpoint yet has no figures either.
  const isNew = all.some(({ key }) => key === "to.setup");
  const needs = all.filter(({ page }) => !isNew || (page !== "imports" && page !== "figures"));
  return {
    needs: order.flatMap((when) => needs.filter((need) => need.when === when)),
    unread: found.flatMap((one) => ("problem" in one ? [one.key] : [])),
  };
}
