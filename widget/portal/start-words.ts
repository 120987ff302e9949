import { sealedReady } from "./sealed-ready.ts";
import { WordsController } from "./words-controller.ts";
import type { WordsHelp } from "./words-help.ts";

/**
 * Helps with the words of one element. The page of sealed reports gets them from memory to memory, and only on a page of
 * its own server: never by an address or a storage, and never from a page that others may look into.
 */
export function startWords(): WordsHelp {
  return new WordsController({ openSealed });
}

function openSealed(url: string, words: string): boolean {
  const { origin, href } = new URL(url);
  if (origin !== location.origin) {
    window.open(href, "_blank", "noopener,noreferrer");
    return false;
  }
  const page = window.open(href, "_blank");
  if (!page) return false;
  const hear = (event: MessageEvent): void => {
    if (event.source !== page || event.origin !== origin || event.data !== sealedReady) return;
    removeEventListener("message", hear);
    page.postMessage({ [sealedReady]: words }, origin);
  };
  addEventListener("message", hear);
  return true;
}
