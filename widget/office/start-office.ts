import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { startPage } from "../ui/start-page.ts";
import type { Language } from "../messages/messages.ts";
import { OfficeElement } from "./office-element.ts";

/** In this browser's storage: the language that was last chosen. */
const lastLanguage = "office-language";

/** Defines `<citizen-office>`, which talks to one server. `lang`: the language asked for, if one is. */
export function startOffice(server: string, lang: string | null): void {
  const storage = browserStorage();
  const deps = {
    fetch: fetch.bind(window),
    nowMs: () => Date.now(),
    every: (ms: number, task: () => void) => {
      const turns = setInterval(task, ms);
      return () => clearInterval(turns);
    },
    today: (timeZone: string) => formatDay(zoneDay(timeZone)(Date.now())),
    isSecure: window.isSecureContext,
    storage,
    define: (tag: string, page: CustomElementConstructor) => {
      if (!customElements.get(tag)) customElements.define(tag, page);
    },
    leaveTo: (address: string) => location.assign(address),
    speaks: (language: Language) => {
      document.documentElement.lang = language;
      storage?.setItem(lastLanguage, language);
    },
  };
  const page = { tag: "citizen-office", server, lang: lang ?? storage?.getItem(lastLanguage) ?? "vi" };
  startPage(OfficeElement, page, deps);
}

/** This browser's storage; null if it is blocked. */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
