import type { PublicAgency } from "../../shared/contract/agency.ts";
import type { PublishedPage } from "../../shared/contract/publication.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { Succession, UnitVersion } from "../../shared/contract/unit.ts";
import { findMethod, methodsForScale } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { pickBoardMessages } from "../messages/board-messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import {
  boardPeriods,
  type FiguresAt,
  figuresPath,
  kindOf,
  periodLike,
  type Read,
  readAll,
  readFigures,
  usualPeriod,
} from "../figures/figures.ts";
import type { ReadState, StateFault } from "./board-state.ts";
import type { Asking } from "./question-controller.ts";
import type { BoardState, BoardView } from "../figures/question.ts";

/** What is loaded for all views of one unit by one method. */
export type Ground = Pick<
  BoardView,
  "agency" | "units" | "successions" | "services" | "isOffice" | "today" | "readMs" | "periods" | "publication"
> & {
  readonly read: Read;
  readonly unit: string;
  readonly method: string;
};

/** Whether a ground is that of a state; if not, the state's own is still loading. */
export function isGroundOf(ground: Ground, read: Read, { unit, method }: BoardState): boolean {
  return ground.read === read && ground.unit === unit && ground.method === method;
}

/** What a ground is loaded with. `today` gives an agency's day in its time zone. */
export type GroundAsked = {
  readonly read: Read;
  readonly state: BoardState;
  readonly isOffice: boolean;
  readonly today: (timeZone: string) => string;
  readonly now: () => number;
};

/** Loads a ground. Without any publication there are no periods, which is no failure. */
export async function loadGround(asked: GroundAsked): Promise<Result<Ground, CallFault>> {
  const { read, state, isOffice, today, now } = asked;
  const { unit, method } = state;
  const readMs = now();
  const [agency, units, successions, latest, services] = await Promise.all([
    read<PublicAgency>(""),
    readAll<UnitVersion>(read, "/units"),
    readAll<Succession>(read, "/successions"),
    isOffice ? null : read<PublishedPage>(`${publishedTimes(unit, method)}&limit=1000`),
    isOffice ? readAll<Service>(read, "/services") : null,
  ]);
  if (!agency.ok) return agency;
  if (!units.ok) return units;
  if (!successions.ok) return successions;
  if (!units.value.some(({ code }) => code === unit)) return fail("unknown-unit");
  const day = today(agency.value.time_zone);
  const at = { unit, period: null, method, service: null, isOffice, today: day };
  const rows =
    latest?.ok === false && latest.failure === "unknown-publication"
      ? ok([])
      : await readFigures(read, { by: isOffice ? "month" : "time" }, at);
  if (!rows.ok) return rows;
  return ok({
    ...{
      agency: agency.value,
      units: units.value,
      successions: successions.value,
      services: services?.ok ? services.value : [],
      today: day,
      readMs,
      read,
      isOffice,
      unit,
      method,
    },
    periods: boardPeriods(rows.value, isOffice),
    publication: latest?.ok ? latest.value.meta.publication : null,
  });
}

function publishedTimes(unit: string, method: string): string {
  return figuresPath({ by: "time" }, { unit, period: null, method, service: null, isOffice: false, today: "" });
}

/** What the page adds to a ground to make a view. */
export type BoardViewDeps = Pick<BoardView, "language" | "linkTo" | "go"> & {
  /** The server's address of a path below the agency. */
  readonly addressOf: (path: string) => string;
};

/** Makes a view, and lists what of the state could not be shown. Null if there are no figures at all. */
export function viewOf(
  ground: Ground,
  state: BoardState,
  deps: BoardViewDeps,
): { readonly view: BoardView; readonly faults: readonly StateFault[] } | null {
  const usual = usualPeriod(ground.periods);
  if (usual === null) return null;
  const isThere = state.period === null || ground.periods.includes(state.period);
  const period = (isThere ? state.period : nearby(ground.periods, state.period)) ?? usual;
  const service = ground.isOffice ? state.service : null;
  const at: FiguresAt = { ...state, period, service, isOffice: ground.isOffice, today: ground.today };
  const view: BoardView = {
    ...ground,
    ...deps,
    state: { ...state, period, service },
    method: methodNamed(state.method),
    say: pickBoardMessages(deps.language),
    figures: (asked) => readFigures(ground.read, asked, at),
    addressOf: (asked) => deps.addressOf(typeof asked === "string" ? asked : figuresPath(asked, at)),
  };
  const faults: StateFault[] = isThere ? [] : [{ at: "period", given: state.period ?? "" }];
  return {
    view,
    faults: service === state.service ? faults : [...faults, { at: "service", given: state.service ?? "" }],
  };
}

/** What is asked, and what its view was made of. */
export type Asked = Asking & ReadState & { readonly ground: Ground; readonly of: string };

/**
 * What is asked now. The view before stays where nothing has changed, so that nothing is drawn anew. What loads is told by `of`:
 * the language and what is searched for load nothing.
 */
export function askingOf(
  before: Asked | null,
  ground: Ground,
  { state, ...deps }: BoardViewDeps & { readonly state: BoardState },
): Asked | null {
  if (before?.ground === ground && before.state === state && before.view.language === deps.language) return before;
  const made = viewOf(ground, state, deps);
  const of = `${made?.view.state.period} ${made?.view.state.service}`;
  const isSame = before?.ground === ground && before.of === of;
  return made && { ...made, ground, state, of, loads: isSame ? before.loads : {} };
}

/** The quarter of the asked month, for a unit, which has no months. Null if the asked kind of period exists. */
function nearby(periods: readonly string[], asked: string | null): string | null {
  const hasKind = asked === null || periods.some((name) => kindOf(name) === kindOf(asked));
  return hasKind ? null : periodLike(periods, asked, "quarter");
}

function methodNamed(id: string): Method {
  const [usual] = methodsForScale(5) as [Method, ...Method[]];
  return findMethod(id) ?? usual;
}
