import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { startPage } from "../ui/start-page.ts";
import { OfficeElement } from "./office-element.ts";

/** Defines `<citizen-office>`, which talks to one server. */
export function startOffice(server: string, lang: string): void {
  const deps = {
    fetch: fetch.bind(window),
    nowMs: () => Date.now(),
    every: (ms: number, task: () => void) => {
      const turns = setInterval(task, ms);
      return () => clearInterval(turns);
    },
    today: (timeZone: string) => formatDay(zoneDay(timeZone)(Date.now())),
    isSecure: window.isSecureContext,
    drafts: browserStorage(),
    define: (tag: string, page: CustomElementConstructor) => {
      if (!customElements.get(tag)) customElements.define(tag, page);
    },
  };
  startPage(OfficeElement, { tag: "citizen-office", server, lang }, deps);
}

/** This browser's storage; null if it is blocked. */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
