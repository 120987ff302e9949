import type { SealedReady } from "../../shared/contract/sealed.ts";
import { MoreController } from "./more-controller.ts";
import moreStyles from "./more.css?inline";
import type { StartMore } from "./more-host.ts";

declare const __WIDGET_VERSION__: string;

/** The first file compares it with its own version. */
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
 * Opens the page of sealed reports and hands it the words by a message. That works only between pages of its own server. The
 * words never go into an address or a storage.
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

/** Copies a text. On plain `http` and in some frames there is no clipboard: then the old command is tried. */
async function copy(text: string, shown: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    (document.getSelection() as Selection).selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
