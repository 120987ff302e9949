import { defineCitizenComments } from "./define-citizen-comments.ts";
import type { CommentsPorts } from "./comments-list-element.ts";
import commentsStyles from "./comments.css?inline";
import { loadComments } from "./load-comments.ts";
import { loadConfig } from "../config/load-config.ts";
import { tokens } from "../ui/tokens.ts";
import panelStyles from "../portal/panel.css?inline";

declare const __WIDGET_VERSION__: string;

function commentsPorts(): CommentsPorts {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + panelStyles + commentsStyles);
  const ask = fetch.bind(window);
  return {
    sheet,
    defaultServer: new URL(import.meta.url).origin,
    async loadConfig(at) {
      const answer = await loadConfig(at, { fetch: ask, serverSeen: () => {} });
      return typeof answer === "object" ? answer : undefined;
    },
    load: (asked) => loadComments(asked, ask),
  };
}

// Without constructable style sheets the tag stays unknown, and what stands inside it remains.
if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) {
  const warn = (text: string): void => console.warn(text);
  defineCitizenComments(__WIDGET_VERSION__, commentsPorts, { registry: customElements, warn });
}
