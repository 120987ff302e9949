import { startClock } from "../clock/start-clock.ts";
import { loadConfig } from "../config/load-config.ts";
import { outboxStore } from "../outbox/outbox-store.ts";
import { anotherVersion, startBrowserOutbox } from "../outbox/start-outbox.ts";
import { tokens } from "../ui/tokens.ts";
import facesStyles from "./faces.css?inline";
import { type FollowDeps, FollowElement } from "./follow-element.ts";
import panelStyles from "./panel.css?inline";
import { startMore } from "./start-more.ts";

declare const __WIDGET_VERSION__: string;

/** A comment may come before the kiosk's rating that it follows; a kiosk sends within minutes of getting a network. */
const tryAgainMs = 5 * 60 * 1000;

/** Defines `<citizen-follow>`, with the outbox that the element for ratings keeps things in too. */
export function startFollow(): void {
  const clock = startClock();
  const ask = fetch.bind(window);
  const browser = { ...clock, fetch: ask, widgetVersion: __WIDGET_VERSION__ };
  const outbox = startBrowserOutbox(outboxStore("citizen-feedback"), browser);
  const tryAgain = (): void => {
    outbox.serverSeen(location.origin, anotherVersion);
    clock.timers.after(tryAgainMs, tryAgain);
  };
  clock.timers.after(tryAgainMs, tryAgain);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + panelStyles + facesStyles);
  const deps: FollowDeps = {
    ...clock,
    ...{ outbox, sheet, startMore },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    defaultServer: location.origin,
    loadConfig: (at, show) => void loadConfig(at, { fetch: ask, serverSeen: outbox.serverSeen }).then(show),
  };
  customElements.define(
    "citizen-follow",
    class extends FollowElement {
      constructor() {
        super(deps);
      }
    },
  );
}
