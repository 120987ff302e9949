import { loadConfig } from "../config/load-config.ts";
import { defineCitizenFeedback } from "./define-citizen-feedback.ts";
import choiceStyles from "./choice.css?inline";
import { copyText } from "./copy-text.ts";
import type { RatingPorts } from "./rating-ports.ts";
import { tokens } from "../ui/tokens.ts";
import ratingPanelStyles from "./rating-panel.css?inline";
import { outboxStore } from "../outbox/outbox-store.ts";
import { startBrowserOutbox } from "../outbox/start-browser-outbox.ts";
import { startClock } from "../clock/start-clock.ts";
import { startPlaces } from "./start-places.ts";

declare const __WIDGET_VERSION__: string;

// The build of `start-words.ts` lies beside this file: a fixed version gets the words of its own. No literal, or it is bundled.
const secondFile: string = "./citizen-feedback-words.js";

// How long the built-in question waits for the touchpoint's own.
const configPatienceMs = 1500;

/** The name of the browser is one that the tab keeps as long as it lives; where storage is refused, that of the page load. */
function portalPorts(): RatingPorts {
  const clock = startClock();
  const ask = fetch.bind(window);
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
  const outbox = startBrowserOutbox(outboxStore("citizen-feedback"), {
    ...clock,
    fetch: ask,
    widgetVersion: __WIDGET_VERSION__,
  });
  let browser = clock.session;
  try {
    sessionStorage["citizen-feedback"] = browser = sessionStorage["citizen-feedback"] || browser;
  } catch {}
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + ratingPanelStyles + choiceStyles);
  return {
    outbox,
    sheet,
    session: clock.session,
    browser,
    now: clock.now,
    random,
    defaultServer: new URL(import.meta.url).origin,
    async loadConfig(at, show) {
      const cancel = clock.timers.after(configPatienceMs, () => show(undefined));
      const config = await loadConfig(at, { fetch: ask, serverSeen: outbox.serverSeen });
      cancel();
      show(config);
    },
    painted: (work) => requestAnimationFrame(() => setTimeout(work)),
    loadWords: (use) =>
      void (import(/* @vite-ignore */ secondFile) as Promise<typeof import("./start-words.ts")>).then(
        ({ startWords }) => use(startWords()),
        () => {},
      ),
    copy: (text, shown) => copyText(text, { clipboard: navigator.clipboard, page: document, shown }),
  };
}

// Without constructable style sheets the tag stays unknown, and the link inside it remains.
if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) {
  const warn = (text: string): void => console.warn(text);
  // A script that comes second finds the tag taken and the places filled.
  if (defineCitizenFeedback(__WIDGET_VERSION__, portalPorts, { registry: customElements, warn })) startPlaces(document);
}
