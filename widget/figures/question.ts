import type { TemplateResult } from "lit";
import { toDay } from "../../shared/calendar/day.ts";
import type { PublicAgency } from "../../shared/contract/agency.ts";
import type { Publication, PublishedRow } from "../../shared/contract/publication.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { Succession, UnitVersion } from "../../shared/contract/unit.ts";
import type { Method } from "../../shared/methods/method.ts";
import { fail, type Result } from "../../shared/result.ts";
import type { BoardMessageKey, BoardSay } from "../messages/board-messages.ts";
import type { Language } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";

/** What a board shows. The address of its page holds all of it. */
export type BoardState = {
  /** The agency's code for the whole agency. */
  readonly unit: string;
  /** A month 2026-10, a quarter 2026-Q3, a half 2026-H2, a year 2026. Null: the newest. */
  readonly period: string | null;
  readonly method: string;
  /** Only figures of this service; null: of all. For the office alone. */
  readonly service: string | null;
  /** What is searched for among units. */
  readonly find: string;
  /** The order of units; absent: by group. */
  readonly order?: "code" | "name" | undefined;
  /** The slide that is presented, from 1 on; null: the board as a page. */
  readonly present: number | null;
};

/** A row of figures: published, or live with a key. */
export type Figure = PublishedRow | PublishedIndex;

/** Which figures are asked for; what is left out is as the view says. */
export type FiguresAsked = {
  readonly unit?: string;
  /** Null: every period that there is (published), or the 36 months before today (live). */
  readonly period?: string | null;
  /** Such as `unit`, `month`, `service`, `weekday,hour`; by `month`, `quarter` or `year` of publications it is `time`. */
  readonly by?: string;
  readonly question?: string;
  readonly reason?: string;
  readonly service?: string | null;
  readonly method?: string;
  /** Live figures alone: with the change since then. */
  readonly compare?: "previous" | "year-ago";
};

/** What questions are answered from. The answers of `figures` and `read` are kept until the view reads newer data. */
export type BoardView = {
  readonly agency: PublicAgency;
  readonly units: readonly UnitVersion[];
  readonly successions: readonly Succession[];
  /** The agency's services; none without a key, since then figures are never of one service alone. */
  readonly services: readonly Service[];
  readonly state: BoardState & { readonly period: string };
  readonly method: Method;
  /** The agency's day, such as 2026-11-29. */
  readonly today: string;
  /** When the figures were read from the server, in ms since 1970. */
  readonly readMs: number;
  /** Whether figures are live: somebody gave a key. */
  readonly isOffice: boolean;
  readonly language: Language;
  readonly say: BoardSay;
  /** Rows of all pages. Published ones without a key, live ones with one. */
  readonly figures: (asked: FiguresAsked) => Promise<Result<readonly Figure[], CallFault>>;
  /** Any other reading below `/v1/agencies/{agency}`, such as `/set-asides`; the key goes along if there is one. */
  readonly read: <T>(path: string) => Promise<Result<T, CallFault>>;
  /** The server's address of what {@link figures} asks, or of another reading, for links to the same numbers. */
  readonly addressOf: (asked: FiguresAsked | string) => string;
  /** Periods of which there are figures, in the order of their ends. */
  readonly periods: readonly string[];
  /** The publication whose figures are shown; null with a key. */
  readonly publication: Publication | null;
  /** The address of another state, for links. A press on such a link changes the board without loading the page. */
  readonly linkTo: (change: Partial<BoardState>) => string;
  /** Changes the state, as a press on a link does. */
  readonly go: (change: Partial<BoardState>) => void;
};

/** A question that the board answers: one row of the page, one slide of a presentation. */
export type Question<T> = {
  readonly id: "satisfied" | "better" | "where" | "why" | "whom" | "when" | "silent" | "answers" | "know";
  readonly title: BoardMessageKey;
  /** Whether there is anything to ask in this view; some are for the office alone. */
  readonly isAsked: (view: BoardView) => boolean;
  readonly load: (view: BoardView) => Promise<Result<T, CallFault>>;
  readonly template: (loaded: T, view: BoardView) => TemplateResult;
};

/** A question of any kind, as the board's list holds it. */
export type AnyQuestion = Question<unknown>;

/** Makes a question, so that what it loads fits what it draws. One that breaks fails like one that is refused. */
export function question<T>(asked: Question<T>): AnyQuestion {
  const load: Question<T>["load"] = async (view) => {
    try {
      return await asked.load(view);
    } catch {
      return fail("internal");
    }
  };
  return { ...asked, load } as AnyQuestion;
}

/** A unit's version of a day, else its newest one; undefined if there is no such unit. */
export function unitOn(units: readonly UnitVersion[], code: string, day: string): UnitVersion | undefined {
  const versions = units.filter((unit) => unit.code === code);
  const isValid = ({ valid_from, valid_to }: UnitVersion): boolean =>
    toDay(valid_from) <= toDay(day) && (valid_to === null || day <= valid_to);
  return versions.find(isValid) ?? versions[versions.length - 1];
}

/** The name of the service that all figures are of; null if they are of all services. */
export function onlyService({ state, services }: Pick<BoardView, "state" | "services">): string | null {
  return state.service && (services.find(({ id }) => id === state.service)?.name ?? state.service);
}

/** Whether a unit is today the one that is shown, or below it. */
export function isWithin(unit: string, view: Pick<BoardView, "units" | "state" | "today">): boolean {
  const parent = unitOn(view.units, unit, view.today)?.parent;
  return unit === view.state.unit || (!!parent && isWithin(parent, view));
}
