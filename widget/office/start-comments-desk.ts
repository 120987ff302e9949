import { askOffice } from "./ask-office.ts";
import { CommentsDeskElement, type DeskPorts } from "./comments-desk-element.ts";
import deskStyles from "./desk.css?inline";
import { pickLanguage } from "../messages/messages.ts";
import { tokens } from "../ui/tokens.ts";
import pageStyles from "../ui/page.css?inline";

/** Defines `<comments-desk>`, which talks to one server. */
export function startCommentsDesk(server: string, lang: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(":host", ":host") + pageStyles + deskStyles);
  const ports: DeskPorts = {
    ask: askOffice(fetch.bind(window), server),
    sheet,
    language: pickLanguage(lang),
    month: new Date(Date.now() + vietnamAheadMs).toISOString().slice(0, 7),
    speaks: (language) => {
      document.documentElement.lang = language;
    },
  };
  customElements.define(
    "comments-desk",
    class extends CommentsDeskElement {
      constructor() {
        super(ports);
      }
    },
  );
}

/** Vietnam's clocks stand 7 hours before those of UTC, all year. */
const vietnamAheadMs = 7 * 60 * 60 * 1000;
