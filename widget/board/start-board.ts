import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { pickLanguage } from "../messages/messages.ts";
import { callServer } from "../ui/call-server.ts";
import { BoardElement, type BoardDeps } from "./board-element.ts";

declare const __WIDGET_VERSION__: string;

const tag = "citizen-board";

/** On the board's own page the address holds the state, and the document speaks the board's language. */
function boardDeps(): BoardDeps {
  const server = new URL(import.meta.url).origin;
  const isPage = location.origin === server && /^\/board\/./.test(location.pathname);
  const ask = fetch.bind(window);
  return {
    server,
    isPage,
    callFor: (at) => callServer(ask, at),
    today: (timeZone) => formatDay(zoneDay(timeZone)(Date.now())),
    language: pickLanguage(document.documentElement.lang),
    speaks: (language) => {
      if (isPage) document.documentElement.lang = language;
    },
  };
}

/** Registers the tag. If the page has it already, the first one stays, and a second version is mentioned. */
function define(version: string): void {
  const taken = customElements.get(tag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) console.warn(`<${tag}> ${taken.version} stays, ${version} is not loaded`);
    return;
  }
  const deps = boardDeps();
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

// Browsers without constructable style sheets leave the tag unknown, and show what stands inside it.
if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) define(__WIDGET_VERSION__);
