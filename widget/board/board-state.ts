import { parsePeriod } from "../../shared/calendar/period.ts";
import { findMethod } from "../../shared/methods/all-methods.ts";
import type { BoardState } from "../figures/question.ts";

/** A part of an address that the board cannot show; it shows something else and says so. */
export type StateFault = { readonly at: "unit" | "period" | "method" | "service" | "present"; readonly given: string };

/** A state that an address asks for, and what of it was not understood. */
export type ReadState = { readonly state: BoardState; readonly faults: readonly StateFault[] };

/** The usual method of the board. */
export const usualMethod = "top-two@1";

/** Path and query of an address. */
export type Address = { readonly pathname: string; readonly search: string };

const boardPath = /^\/board\/([^/]+)(?:\/([^/]+))?\/?$/;
const publishedPeriod = /^\d{4}(-(\d\d|[QH]\d))?$/;
const longestCode = 64;
const longestFind = 100;

/** What a board shows at first. */
export function firstState(unit: string): BoardState {
  return { unit, period: null, method: usualMethod, service: null, find: "", present: null };
}

/** Reads `/board/{agency}[/{unit}]?…`. Whatever is no possible value becomes the usual one, and a fault. */
export function readBoardState({ pathname, search }: Address, agency: string): ReadState {
  const query = new URLSearchParams(search);
  const faults: StateFault[] = [];
  const read = (at: StateFault["at"], given: string | null, isGood: (given: string) => boolean): string | null => {
    if (given === null || given === "" || isGood(given)) return given || null;
    faults.push({ at, given });
    return null;
  };
  const isCode = (given: string): boolean => given.length <= longestCode && !/[\s/]/.test(given);
  const order = query.get("order");
  const state: BoardState = {
    unit: read("unit", decoded(boardPath.exec(pathname)?.[2] ?? ""), isCode) ?? agency,
    period: read("period", query.get("period"), isPeriod),
    method: read("method", query.get("method"), isMethod) ?? usualMethod,
    service: read("service", query.get("service"), isCode),
    find: (query.get("find") ?? "").slice(0, longestFind),
    present: Number(read("present", query.get("present"), (given) => /^[1-9]\d?$/.test(given))) || null,
    ...(order === "code" || order === "name" ? { order } : {}),
  };
  // `?present` alone begins with the first slide.
  return { state: query.get("present") === "" ? { ...state, present: 1 } : state, faults };
}

/** The address of a state, without what is usual. `lang`: empty for the page's usual language. */
export function stateAddress(state: BoardState, agency: string, lang: string): string {
  const { unit, period, method, service, find, order, present } = state;
  const below = unit === agency ? "" : `/${encodeURIComponent(unit)}`;
  const given: Readonly<Record<string, string | number | null | undefined>> = {
    ...{ period, method: method === usualMethod ? null : method, service, find, order, present, lang },
  };
  const query = new URLSearchParams();
  for (const name in given) if (given[name]) query.set(name, `${given[name]}`);
  // An @ is allowed in a query, and reads better than %40.
  const text = `${query}`.replace(/%40/g, "@");
  return `/board/${encodeURIComponent(agency)}${below}${text === "" ? "" : `?${text}`}`;
}

function isPeriod(given: string): boolean {
  return publishedPeriod.test(given) && parsePeriod({ period: given }).ok;
}

function isMethod(given: string): boolean {
  return findMethod(given)?.scales.includes(5) === true;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%/g, " ");
  }
}

/** The state that a press on a link asks for; null if it is no link to a state of this agency's board, or is opened elsewhere. */
export function pressedState(event: MouseEvent, server: string, agency: string): BoardState | null {
  const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const { origin, pathname, search, href } = new URL(link.href);
  const isOwn = origin === new URL(server).origin && boardPath.exec(pathname)?.[1] === encodeURIComponent(agency);
  return isOwn && !href.includes("#") ? readBoardState({ pathname, search }, agency).state : null;
}
