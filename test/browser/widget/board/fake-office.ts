import { adoptStyles, type CSSResult, html, render } from "lit";
import { formatDay, toDay } from "../../../../shared/calendar/day.ts";
import type { PublicAgency } from "../../../../shared/contract/agency.ts";
import type { UnitVersion } from "../../../../shared/contract/unit.ts";
import type { Method } from "../../../../shared/methods/method.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { nps } from "../../../../shared/methods/nps.ts";
import { share } from "../../../../shared/methods/share.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { fail, ok } from "../../../../shared/result.ts";
import { BoardElement } from "../../../../widget/board/board-element.ts";
import { viewOf } from "../../../../widget/board/board-view.ts";
import type { Read } from "../../../../widget/figures/figures.ts";
import type { AnyQuestion, BoardState } from "../../../../widget/figures/question.ts";
import { freshName } from "../rating-page.ts";

/** What an office answers, by path; a text is why it refuses. */
export type Answers = Record<string, (query: URLSearchParams) => unknown>;

/** A list of rows, on one page. */
export const listed = (data: readonly unknown[]) => ({ data, meta: { next_cursor: null } });

/** A live row with a tally; `more` says what it is about. */
export function liveRow(tally: readonly number[], more: object = {}, method: Method = topTwo): object {
  const { value, interval } = computeIndex(method, tally);
  const n = tally.reduce((sum, people) => sum + people, 0);
  const labels = { question: "overall", service: null, channel: null, method: method.id, withheld: null };
  return { ...labels, period: { from: "2026-07-01", to: "2026-09-30" }, tally, n, value, interval, ...more };
}

const all = [20, 80, 100, 800, 1000];

/** Rows by hour: Monday at 8 is worse, Saturday at 9 has too few people. */
const hours = [
  liveRow([40, 60, 50, 100, 50], { weekday: 1, hour: 8 }),
  liveRow([1, 4, 5, 40, 50], { weekday: 2, hour: 8 }),
  { ...liveRow([0, 0, 0, 1, 2], { weekday: 6, hour: 9 }), tally: [], value: null, interval: null, withheld: "too-few" },
];

const rows: Readonly<Record<string, readonly object[]>> = {
  "": [liveRow(all)],
  reason: [
    liveRow([10, 50, 20, 2, 0], { reason: "waiting-time" }),
    liveRow([5, 10, 2, 0, 0], { reason: "attitude" }),
    liveRow([0, 0, 0, 100, 200], { reason: "quick" }),
  ],
  service: [
    liveRow([10, 10, 10, 300, 400], { service: "1.001" }),
    liveRow([10, 60, 50, 60, 40], { service: "1.002" }),
    liveRow([0, 0, 0, 10, 10], { service: null }),
  ],
  channel: [liveRow([10, 40, 50, 400, 500], { channel: "kiosk" }), liveRow([5, 5, 5, 5, 5], { channel: "paper" })],
  question: [
    liveRow(all),
    liveRow([0, 0, 0, 0, 0, 5, 5, 5, 20, 30, 40], { question: "recommend" }, nps),
    liveRow([60, 40], { question: "source", option: { id: "radio", text: { vi: "Loa", en: "Loudspeaker" } } }, share),
  ],
  "weekday,hour": hours,
};

/** A kiosk without ratings from 13 to 21 July 2026. */
function kioskRows(query: URLSearchParams): object[] {
  const found: object[] = [];
  const step = query.get("by") === "touchpoint,week" ? 7 : 1;
  for (let day = toDay(query.get("from") ?? ""); day <= toDay(query.get("to") ?? ""); day += step) {
    let n = 0;
    for (let one = day; one < day + step; one += 1) {
      const isSilent = toDay("2026-07-13") <= one && one <= toDay("2026-07-21");
      if ((((one + 3) % 7) + 7) % 7 < 5 && !isSilent) n += 4;
    }
    found.push({ touchpoint: "H20-kiosk", n, period: { from: formatDay(day), to: formatDay(day) } });
  }
  return found;
}

const month = (code: string, name: string, counts: object): object => ({
  ...{ unit: { code, name }, month: "2026-08", received: 0, answered: 0, on_time: 0, overdue: 0, running: 0 },
  ...{ rated: 0, tally: [0, 0, 0, 0, 0], ...counts },
});

/** An office with figures of the third quarter of 2026, live and published. */
export function officeAnswers(): Answers {
  const text = (vi: string): object => ({ text: { vi } });
  return {
    "/indices": (query) => {
      const by = query.get("by") ?? "";
      return listed(by.startsWith("touchpoint") ? kioskRows(query) : (rows[by] ?? []));
    },
    "/publications/latest": (query) => {
      const rounded = { value: 90, interval: { low: 89, high: 91 }, n: 1990, tally: null, rounded: true };
      const found = rows[query.get("by") ?? ""] ?? [];
      return listed(query.has("by") ? found.map((row) => ({ ...row, ...rounded })) : found);
    },
    "/publications/latest/answers": () =>
      listed([
        {
          ...{ period: { from: "2026-04-01", to: "2026-06-30" }, received: 90, on_time: null, late: null },
          ...{ rated: null, value: null, interval: null, withheld: "too-few" },
        },
        {
          ...{ period: { from: "2026-07-01", to: "2026-09-30" }, received: 194, on_time: 182, late: 12, rated: 100 },
          ...{ value: 68, interval: { low: 58, high: 76 }, withheld: null },
        },
      ]),
    "/answers": () =>
      listed([
        month("29869", "Phường Cao Lãnh", { received: 20, on_time: 20, rated: 2, tally: [0, 0, 0, 1, 1] }),
        month("29870", "Xã Tân Hồng", { received: 10, on_time: 6, overdue: 1, running: 3 }),
      ]),
    "/forms": () =>
      listed([
        {
          reasons: [
            { id: "waiting-time", ...text("Chờ lâu mới đến lượt") },
            { id: "attitude", ...text("Thái độ chưa lịch sự") },
            { id: "quick", ...text("Giải quyết nhanh") },
          ],
        },
      ]),
    "/services": () =>
      listed([
        { id: "1.001", name: "Đăng ký khai sinh" },
        { id: "1.002", name: "Đăng ký biến động đất đai" },
        { id: "1.003", name: "Không ai đánh giá" },
      ]),
    "/questions": () =>
      listed([
        { id: "recommend", type: "rating", scale: 11, ...text("Ông/Bà có giới thiệu không?") },
        { id: "source", type: "choice", options: [], ...text("Qua đâu?") },
      ]),
    "/calendar": () => ({
      ...{ days_off: [], working_days: [], confirmed_years: [], public_years: [], years_to_load: [] },
    }),
    "/touchpoints": () => listed([{ id: "H20-kiosk", unit: "29869", name: "Kiosk sảnh A" }]),
    "/devices": () =>
      listed([{ name: "Kiosk cổng B", unit: "29869", touchpoint: "H20-other", alerts: [{ kind: "quiet" }] }]),
  };
}

/** What a test may choose of the board. */
export type Shown = Partial<BoardState> & { readonly isOffice?: boolean };

/** Asks a question of an office and puts the answer on the page. `asked`: the paths; `went`: what links and lists chose. */
export async function showAnswer(question: AnyQuestion, answers: Answers, { isOffice = true, ...state }: Shown = {}) {
  const asked: string[] = [];
  const went: Partial<BoardState>[] = [];
  const read = (async (path: string) => {
    asked.push(path);
    const [name = "", query] = path.split("?");
    const told = answers[name]?.(new URLSearchParams(query)) ?? "not-found";
    return typeof told === "string" ? fail(told) : ok(told);
  }) as Read;
  const agency = { code: "H20", name: "Tỉnh Đồng Tháp", publication_threshold: 10, targets: [] };
  const units = [
    { code: "H20", name: "Tỉnh Đồng Tháp", parent: null, valid_from: "2020-01-01", valid_to: null },
    { code: "29869", name: "Phường Cao Lãnh", parent: "H20", valid_from: "2020-01-01", valid_to: null },
  ];
  const ground = {
    ...{
      agency: agency as unknown as PublicAgency,
      units: units as unknown as UnitVersion[],
      successions: [],
      services: [],
      read,
    },
    ...{ isOffice, today: "2026-11-29", readMs: 0, publication: null, unit: "H20", method: topTwo.id },
    periods: ["2026-08", "2026-09", "2026-Q3", "2026-H2", "2026"],
  };
  const given: BoardState = {
    ...{ unit: "H20", period: "2026-Q3", method: topTwo.id, service: null, find: "", present: null, ...state },
  };
  const made = viewOf(ground, given, {
    language: "vi",
    linkTo: (change) => `/board/H20?${JSON.stringify(change)}`,
    go: (change) => went.push(change),
    addressOf: (path) => path,
  });
  if (!made) throw new Error("there are no periods");
  const host = document.body.appendChild(document.createElement(freshName("answer")));
  const root = host.attachShadow({ mode: "open" });
  adoptStyles(root, BoardElement.styles as CSSResult[]);
  const { view } = made;
  const loaded = await question.load(view);
  const words = loaded.ok ? question.template(loaded.value, view) : html`<p>${loaded.failure}</p>`;
  render(
    html`<main lang="vi"><h1>H20</h1><section class="card"><h2>${view.say(question.title)}</h2>${words}</section></main>`,
    root,
  );
  const said = (): string => root.textContent?.replace(/\s+/g, " ") ?? "";
  return { host, root, asked, went, said };
}
