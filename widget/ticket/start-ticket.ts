import type { encode } from "uqr";
import { startPage } from "../ui/start-page.ts";
import { TicketPageElement } from "./ticket-page-element.ts";

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
  const loadQr = async (): Promise<typeof encode> => (await import("uqr")).encode;
  startPage(TicketPageElement, { tag: "ticket-page", server, lang }, { opened, loadQr });
}
