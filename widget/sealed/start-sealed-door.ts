import { encode } from "uqr";
import type { SealedReady } from "../../shared/contract/sealed.ts";
import { SealedDoorElement } from "./sealed-door-element.ts";
import { startPage } from "../ui/start-page.ts";
import { startSealing } from "./start-sealing.ts";

/** The server that the page calls, and the agency; null if the address names none. */
export type DoorPlace = { readonly server: string; readonly agency: string | null; readonly lang: string };

const sealedReady: SealedReady = "citizen-sealed-ready";

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
  startPage(
    SealedDoorElement,
    { tag: "sealed-door", server, lang },
    {
      ...{ agency, encode, takeOver, keys: window, seal: startSealing() },
      copy: (text: string): Promise<boolean> =>
        navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        ),
      leave: () => {
        document.title = "";
        location.replace(`${server}/`);
      },
    },
  );
}
