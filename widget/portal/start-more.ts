import type { SealedReady } from "../../shared/contract/sealed.ts";
import { MoreController } from "./more-controller.ts";
import moreStyles from "./more.css?inline";
import type { StartMore } from "./more-host.ts";

declare const __WIDGET_VERSION__: string;

/** By which the first file tells whether this one is of the same version. */
export const version: string = __WIDGET_VERSION__;

const sealedReady: SealedReady = "citizen-sealed-ready";

/** Begins to draw what comes after the tap in one element. */
export const startMore: StartMore = (host) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(moreStyles);
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet];
  const more = new MoreController(host, { openSealed, copy });
  return () => more.draw();
};

/**
 * The page of sealed reports gets the words from memory to memory, and only on a page of its own server: never by an address
 * or a storage, and never from a page that others may look into.
 */
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

/** Browsers have no clipboard on plain `http`, and may refuse it in a frame: the old way may still do. */
async function copy(text: string, shown: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    (document.getSelection() as Selection).selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
