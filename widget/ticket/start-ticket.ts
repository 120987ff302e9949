import { pickLanguage } from "../messages/pick-messages.ts";
import { callServer } from "../ui/call-server.ts";
import { pageStyles } from "../ui/page-styles.ts";
import { TicketPageElement, type TicketPorts } from "./ticket-page-element.ts";
import { ticketStyles } from "./ticket-styles.ts";

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
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles + ticketStyles);
  const ports: TicketPorts = {
    call: callServer(fetch.bind(window), server),
    server,
    sheet,
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
        super(ports);
      }
    },
  );
}
