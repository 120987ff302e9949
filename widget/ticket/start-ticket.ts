import { pickLanguage } from "../messages/messages.ts";
import { callServer } from "../ui/call-server.ts";
import { type TicketDeps, TicketPageElement } from "./ticket-page-element.ts";

/** Hands over the code in the page's address, now and whenever another link is followed, and takes it out at once. */
function opened(take: (code: string) => void): void {
  const look = (): void => {
    const code = location.hash.slice(1);
    if (code === "") return;
    history.replaceState(null, "", location.pathname + location.search);
    take(code);
  };
  addEventListener("hashchange", look);
  look();
}

/** Defines `<ticket-page>`, which talks to one server. */
export function startTicket(server: string, lang: string): void {
  const deps: TicketDeps = {
    call: callServer(fetch.bind(window), server),
    server,
    language: pickLanguage(lang),
    opened,
    loadQr: async () => (await import("uqr")).encode,
    print: () => print(),
    speaks: (language) => {
      document.documentElement.lang = language;
    },
  };
  customElements.define(
    "ticket-page",
    class extends TicketPageElement {
      constructor() {
        super(deps);
      }
    },
  );
}
