import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { pickLanguage } from "../messages/messages.ts";
import { callServer } from "../ui/call-server.ts";
import { BoardElement, type BoardDeps } from "./board-element.ts";

declare const __WIDGET_VERSION__: string;

const tag = "citizen-board";

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
    today: (timeZone) => formatDay(zoneDay(timeZone)(Date.now())),
    language: pickLanguage(document.documentElement.lang),
    speaks: (language) => {
      if (isPage) document.documentElement.lang = language;
    },
  };
}

/** Registers the tag. If the page has it already, the first one stays, and a second version is mentioned. */
function define(version: string, loadOffice: BoardDeps["loadOffice"]): void {
  const taken = customElements.get(tag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) console.warn(`<${tag}> ${taken.version} stays, ${version} is not loaded`);
    return;
  }
  const deps = boardDeps(loadOffice);
  customElements.define(
    tag,
    class extends BoardElement {
      static readonly version: string = version;
      constructor() {
        super(deps);
      }
    },
  );
}

/**
 * Defines `<citizen-board>`. Browsers without constructable style sheets leave the tag unknown, and show what stands inside it.
 * @param loadOffice loads the office's questions on the board's own page; null on any other page
 */
export function startBoard(loadOffice: BoardDeps["loadOffice"]): void {
  if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype)
    define(__WIDGET_VERSION__, loadOffice);
}
