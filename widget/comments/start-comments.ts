import { loadConfig } from "../config/load-config.ts";
import panelStyles from "../portal/panel.css?inline";
import { startEmbedded } from "../ui/start-page.ts";
import { tokens } from "../ui/tokens.ts";
import { type CommentsDeps, CommentsListElement } from "./comments-list-element.ts";
import commentsStyles from "./comments.css?inline";
import { loadComments } from "./load-comments.ts";

declare const __WIDGET_VERSION__: string;

function commentsDeps(): CommentsDeps {
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

startEmbedded(CommentsListElement, { tag: "citizen-comments", version: __WIDGET_VERSION__ }, commentsDeps);
