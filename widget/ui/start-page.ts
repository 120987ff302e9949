import { type Language, pickLanguage } from "../messages/messages.ts";
import { type CallServer, callServer } from "./call-server.ts";
import type { PageDeps } from "./page-element.ts";

type UsualDeps = PageDeps & { readonly server: string; readonly call: CallServer; readonly print: () => void };

/** Defines a page's tag. `more`: what its element needs beside what every page is handed. */
export function startPage<More>(
  Page: new (deps: UsualDeps & More) => HTMLElement,
  { tag, server, lang }: { readonly tag: string; readonly server: string; readonly lang: string },
  more: More,
): void {
  const deps = {
    ...{ server, call: callServer(fetch.bind(window), server), print: () => print() },
    language: pickLanguage(lang),
    speaks: (language: Language) => (document.documentElement.lang = language),
    ...more,
  };
  customElements.define(
    tag,
    class extends Page {
      constructor() {
        super(deps);
      }
    },
  );
}

/**
 * Defines the tag of an element for other sites' pages. If a page has the tag already, the first one stays, and a second
 * version is mentioned. Browsers without constructable style sheets leave the tag unknown, and show what stands inside it.
 */
export function startEmbedded<Deps>(
  Embedded: (new (deps: Deps) => HTMLElement) & { readonly observedAttributes: string[] },
  { tag, version }: { readonly tag: string; readonly version: string },
  makeDeps: () => Deps,
): void {
  if (!("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype)) return;
  const taken = customElements.get(tag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) console.warn(`<${tag}> ${taken.version} stays, ${version} is not loaded`);
    return;
  }
  const deps = makeDeps();
  customElements.define(
    tag,
    class extends Embedded {
      static get version(): string {
        return version;
      }
      constructor() {
        super(deps);
      }
    },
  );
}
