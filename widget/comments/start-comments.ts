import { loadConfig } from "../config/load-config.ts";
import panelStyles from "../portal/panel.css?inline";
import { tokens } from "../ui/tokens.ts";
import { type CommentsDeps, CommentsListElement } from "./comments-list-element.ts";
import commentsStyles from "./comments.css?inline";
import { loadComments } from "./load-comments.ts";

declare const __WIDGET_VERSION__: string;

const tag = "citizen-comments";

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

/** Registers the tag. If the page has it already, the first one stays, and a second version is mentioned. */
function define(version: string): void {
  const taken = customElements.get(tag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) console.warn(`<${tag}> ${taken.version} stays, ${version} is not loaded`);
    return;
  }
  const deps = commentsDeps();
  customElements.define(
    tag,
    class extends CommentsListElement {
      static readonly version: string = version;
      constructor() {
        super(deps);
      }
    },
  );
}

// Browsers without constructable style sheets leave the tag unknown, and show what stands inside it.
if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) define(__WIDGET_VERSION__);
