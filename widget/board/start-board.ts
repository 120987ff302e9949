import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { pickLanguage } from "../messages/messages.ts";
import { callServer } from "../ui/call-server.ts";
import { startEmbedded } from "../ui/start-page.ts";
import { BoardElement, type BoardDeps } from "./board-element.ts";

declare const __WIDGET_VERSION__: string;

/** On the board's own page the address holds the state, and the document speaks the board's language. */
function boardDeps(loadOffice: BoardDeps["loadOffice"]): BoardDeps {
  const server = new URL(import.meta.url).origin;
  const isPage = loadOffice !== null;
  const ask = fetch.bind(window);
  return {
    server,
    isPage,
    loadOffice,
    callFor: (at) => callServer(ask, at),
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

/**
 * Defines `<citizen-board>`. Browsers without constructable style sheets leave the tag unknown, and show what stands inside it.
 * @param loadOffice loads the office's questions on the board's own page; null on any other page
 */
export function startBoard(loadOffice: BoardDeps["loadOffice"]): void {
  startEmbedded(BoardElement, { tag: "citizen-board", version: __WIDGET_VERSION__ }, () => boardDeps(loadOffice));
}
