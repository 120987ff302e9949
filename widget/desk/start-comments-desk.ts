import { startPage } from "../ui/start-page.ts";
import { askOffice } from "./ask-office.ts";
import { CommentsDeskElement } from "./comments-desk-element.ts";
import type { DraftStorage } from "./desk-drafts.ts";

/** Defines `<comments-desk>`, which talks to one server. */
export function startCommentsDesk(server: string, lang: string): void {
  const month = new Date(Date.now() + vietnamAheadMs).toISOString().slice(0, 7);
  const ask = askOffice(fetch.bind(window), server);
  startPage(CommentsDeskElement, { tag: "comments-desk", server, lang }, { ask, month, storage: tabStorage() });
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
