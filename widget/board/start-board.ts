import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { pickLanguage } from "../messages/messages.ts";
import { callBySession, callServer } from "../ui/call-server.ts";
import { startEmbedded } from "../ui/start-page.ts";
import type { BoardDeps } from "./board-deps.ts";
import { BoardElement } from "./board-element.ts";

declare const __WIDGET_VERSION__: string;

/**
 * Defines `<citizen-board>`.
 * @param later what is loaded when it is first needed, on the board's own page, where the address holds the state and the
 * document speaks the board's language; null on any other page
 */
export function startBoard(later: LaterParts | null): void {
  startEmbedded(BoardElement, { tag: "citizen-board", version: __WIDGET_VERSION__ }, () => boardDeps(later));
}

type LaterParts = Pick<BoardDeps, "loadOffice" | "loadPresenting">;

function boardDeps(later: LaterParts | null): BoardDeps {
  const isPage = later !== null;
  const ask = fetch.bind(window);
  return {
    server: new URL(import.meta.url).origin,
    isPage,
    ...(later ?? { loadOffice: null, loadPresenting: null }),
    callFor: (at) => callServer(ask, at),
    bySession: isPage ? callBySession(ask, location.origin) : null,
    now: () => Date.now(),
    every: (ms, work) => {
      const turns = setInterval(work, ms);
      return () => clearInterval(turns);
    },
    today: (timeZone) => formatDay(zoneDay(timeZone)(Date.now())),
    language: pickLanguage(document.documentElement.lang),
    speaks: (language) => {
      if (isPage) document.documentElement.lang = language;
    },
  };
}
