import { startEmbedded } from "../ui/start-page.ts";
import { tokens } from "../ui/tokens.ts";
import badgeStyles from "./badge.css?inline";
import { type BadgeDeps, BadgeElement } from "./badge-element.ts";
import { loadBadge, type ReadJson } from "./load-badge.ts";

declare const __WIDGET_VERSION__: string;

function badgeDeps(): BadgeDeps {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + badgeStyles);
  // Without key, cookie and referrer. Badges that ask for the same share one answer: the browser keeps it for minutes.
  const read: ReadJson = async (url) =>
    (await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" })).json();
  return { sheet, defaultServer: new URL(import.meta.url).origin, load: (asked) => loadBadge(asked, read) };
}

startEmbedded(BadgeElement, { tag: "citizen-badge", version: __WIDGET_VERSION__ }, badgeDeps);
