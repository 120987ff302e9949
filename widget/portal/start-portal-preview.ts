import { type PageClock, startClock } from "../clock/start-clock.ts";
import type { OutboxNews } from "../outbox/drain-outbox.ts";
import type { OutboxDoor } from "../outbox/start-outbox.ts";
import { tokens } from "../ui/tokens.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { citizenFeedbackTag, defineCitizenFeedback } from "./define-citizen-feedback.ts";
import facesStyles from "./faces.css?inline";
import panelStyles from "./panel.css?inline";
import type { RatingDeps } from "./rating-element.ts";
import { startMore } from "./start-more.ts";

declare const __WIDGET_VERSION__: string;

/**
 * Defines `<citizen-feedback>` for a preview: the element as it is, with a config that is handed in, and an outbox that sends
 * nothing. Returns how to make one that draws a config.
 */
export function startPortalPreview(): (config: TouchpointConfig) => HTMLElement {
  let shown: TouchpointConfig;
  const clock = startClock();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + panelStyles + facesStyles);
  const deps = (): RatingDeps => ({
    ...clock,
    ...{ sheet, browser: clock.session, outbox: unsentOutbox(clock), defaultServer: location.origin },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    loadConfig: (_, show) => show(shown),
    painted: (work) => requestAnimationFrame(work),
    idle: (work) => clock.timers.after(0, work),
    loadMore: (use) => use(startMore),
  });
  defineCitizenFeedback(__WIDGET_VERSION__, deps, { registry: customElements, warn: () => {} });
  return (config) => {
    shown = config;
    const element = document.createElement(citizenFeedbackTag);
    element.setAttribute("touchpoint", config.id);
    return element;
  };
}

/** An outbox without a network: whatever it keeps counts as received a moment later. */
function unsentOutbox({ timers }: PageClock): OutboxDoor {
  const listeners = new Set<(news: OutboxNews) => void>();
  return {
    keep(kept) {
      const { id, item, server } = kept;
      const receipt = { id, revision: item.revision, outcome: "accepted" } as const;
      timers.after(0, () => {
        for (const tell of listeners) tell({ kind: "settled", server, settlement: { kept, receipt } });
      });
      return Promise.resolve("device");
    },
    sendNow: () => {},
    serverSeen: () => {},
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
