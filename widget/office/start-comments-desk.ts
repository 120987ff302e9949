import { pickLanguage } from "../messages/messages.ts";
import { askOffice } from "./ask-office.ts";
import { CommentsDeskElement } from "./comments-desk-element.ts";
import type { DraftStorage } from "./desk-drafts.ts";

/** Defines `<comments-desk>`, which talks to one server. */
export function startCommentsDesk(server: string, lang: string): void {
  const deps = {
    ask: askOffice(fetch.bind(window), server),
    language: pickLanguage(lang),
    month: new Date(Date.now() + vietnamAheadMs).toISOString().slice(0, 7),
    storage: tabStorage(),
    speaks: (language: string) => {
      document.documentElement.lang = language;
    },
  };
  customElements.define(
    "comments-desk",
    class extends CommentsDeskElement {
      constructor() {
        super(deps);
      }
    },
  );
}

/** This tab's storage; null if the browser blocks it. */
function tabStorage(): DraftStorage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** Viet Nam's clocks are 7 hours ahead of UTC, all year. */
const vietnamAheadMs = 7 * 60 * 60 * 1000;
