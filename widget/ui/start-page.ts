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
