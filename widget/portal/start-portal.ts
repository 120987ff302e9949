import { startClock } from "../clock/start-clock.ts";
import { loadConfig } from "../config/load-config.ts";
import { outboxStore } from "../outbox/outbox-store.ts";
import { startBrowserOutbox } from "../outbox/start-outbox.ts";
import { tokens } from "../ui/tokens.ts";
import { citizenFeedbackTag, defineCitizenFeedback } from "./define-citizen-feedback.ts";
import facesStyles from "./faces.css?inline";
import type { StartMore } from "./more-host.ts";
import panelStyles from "./panel.css?inline";
import type { RatingDeps } from "./rating-element.ts";

declare const __WIDGET_VERSION__: string;

// How long the built-in question waits for the touchpoint's own.
const configTimeoutMs = 1500;
// Browsers that don't tell when they are idle have drawn the faces by then.
const idleMs = 2000;

/** Returns what the element needs. `browser` lasts as long as the tab, or as the page load if there is no storage. */
function portalDeps(): RatingDeps {
  const clock = startClock();
  const { after } = clock.timers;
  const ask = fetch.bind(window);
  const deps = { ...clock, fetch: ask, widgetVersion: __WIDGET_VERSION__ };
  const outbox = startBrowserOutbox(outboxStore("citizen-feedback"), deps);
  let browser = clock.session;
  try {
    sessionStorage["citizen-feedback"] = browser = sessionStorage["citizen-feedback"] || browser;
  } catch {}
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + panelStyles + facesStyles);
  return {
    ...clock,
    outbox,
    sheet,
    browser,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    defaultServer: new URL(import.meta.url).origin,
    async loadConfig(at, show) {
      const cancel = after(configTimeoutMs, () => show(undefined));
      const answer = await loadConfig(at, { fetch: ask, serverSeen: outbox.serverSeen });
      cancel();
      show(answer);
    },
    painted: (work) => requestAnimationFrame(() => after(0, work)),
    idle: (work) =>
      "requestIdleCallback" in window ? requestIdleCallback(work, { timeout: idleMs }) : after(idleMs, work),
    loadMore: loadSecondFile(),
  };
}

/**
 * Loads the build of `start-more.ts`, which lies beside this file: a fixed version gets one of its own. Browsers remember that a
 * module could not be loaded, so a further try has another address.
 */
function loadSecondFile(): RatingDeps["loadMore"] {
  let failures = 0;
  return (show) => {
    const use = (start?: StartMore): void => {
      if (!start) failures += 1;
      show(start);
    };
    // No literal, or it is bundled.
    const secondFile: string = `./citizen-feedback-more.js${failures ? `?${failures}` : ""}`;
    import(/* @vite-ignore */ secondFile).then(
      ({ version, startMore }) => use(version === __WIDGET_VERSION__ ? startMore : undefined),
      () => use(),
    );
  };
}

/**
 * Makes the tag where an editor would have deleted it: in every `<div data-citizen-feedback="H20-…">`, in place of what the
 * div holds, and after a script tag in the page's body that carries the same attribute. Further `data-` attributes become
 * attributes of the tag.
 */
function startPlaces(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-citizen-feedback]")) {
    const element = document.createElement(citizenFeedbackTag);
    for (const [name, value = ""] of Object.entries(place.dataset)) {
      element.setAttribute(name === "citizenFeedback" ? "touchpoint" : name, value);
    }
    if (place.localName === "script") place.after(element);
    else {
      place.textContent = "";
      place.append(element);
    }
  }
}

// Without constructable style sheets the tag stays unknown, and the link inside it remains.
if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) {
  const warn = (text: string): void => console.warn(text);
  // A script that comes second finds the tag taken and the places filled.
  if (defineCitizenFeedback(__WIDGET_VERSION__, portalDeps, { registry: customElements, warn })) startPlaces();
}

// For webmasters: with `?citizen-check` in its address, a page says by itself why the element does not work there.
if (/[?&#]citizen-check\b/.test(location.href)) {
  // No literal, or it is bundled.
  const checkFile: string = import.meta.url.replace(/[^/]*$/, "citizen-feedback-check.js");
  import(/* @vite-ignore */ checkFile).catch(() => document.body.prepend(`citizen-check: script-src ✗ ${checkFile}`));
}
