import { sealedReady } from "../portal/sealed-ready.ts";
import { callServer } from "../ui/call-server.ts";
import type { SealPorts } from "./make-report.ts";
import { SealedDoorElement } from "./sealed-door-element.ts";
import { tokens } from "../ui/tokens.ts";
import pageStyles from "../ui/page.css?inline";
import { pickLanguage } from "../messages/messages.ts";

/** Where the door stands: the server that it talks to, and the agency, null where its address names none. */
export type DoorPlace = { readonly server: string; readonly agency: string | null; readonly lang: string };

/** What seals here; null on a page that came by plain http, where browsers give no means to. */
export function startSealing(): SealPorts | null {
  if (!isSecureContext) return null;
  return { subtle: crypto.subtle, random: (count) => crypto.getRandomValues(new Uint8Array(count)) };
}

/** The sheet of the pages of sealed reports. */
export function startSealedSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(":host", ":host") + pageStyles);
  return sheet;
}

/** Tells the page which language is spoken now. */
export function startSpeaking(language: string): void {
  document.documentElement.lang = language;
}

/** Asks the page that opened this one, if it is of this server, for words; they go from memory to memory. */
function takeOver(take: (words: string) => void): void {
  const opener: Window | null = window.opener;
  if (!opener) return;
  addEventListener("message", ({ source, origin, data }: MessageEvent<Readonly<Record<string, unknown>> | null>) => {
    const words = source === opener && origin === location.origin ? data?.[sealedReady] : undefined;
    if (typeof words === "string") take(words);
  });
  opener.postMessage(sealedReady, location.origin);
}

/** Defines `<sealed-door>`. */
export function startSealedDoor({ server, agency, lang }: DoorPlace): void {
  const ports = {
    server,
    agency,
    call: callServer(fetch.bind(window), server),
    seal: startSealing(),
    sheet: startSealedSheet(),
    language: pickLanguage(lang),
    copy: (text: string): Promise<boolean> =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    takeOver,
    speaks: startSpeaking,
  };
  customElements.define(
    "sealed-door",
    class extends SealedDoorElement {
      constructor() {
        super(ports);
      }
    },
  );
}
