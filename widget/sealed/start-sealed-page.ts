import { type Language, pickLanguage } from "../messages/messages.ts";
import { type CallServer, callServer } from "../ui/call-server.ts";
import type { PageDeps } from "../ui/page-element.ts";
import type { SealDeps } from "./sealing.ts";

type SealedPageDeps = PageDeps & {
  readonly call: CallServer;
  /** Null on a page that came by plain http, where browsers give no means to seal. */
  readonly seal: SealDeps | null;
  readonly print: () => void;
};

/** Defines the tag of a page of sealed reports, which talks to one server. `more`: what its element needs beside the usual. */
export function startSealedPage<More>(
  Page: new (deps: SealedPageDeps & More) => HTMLElement,
  { tag, server, lang }: { readonly tag: string; readonly server: string; readonly lang: string },
  more: More,
): void {
  const random = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
  const deps = {
    call: callServer(fetch.bind(window), server),
    seal: isSecureContext ? { subtle: crypto.subtle, random } : null,
    print: () => print(),
    language: pickLanguage(lang),
    speaks: (language: Language) => {
      document.documentElement.lang = language;
    },
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
