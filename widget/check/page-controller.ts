import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import { serverAddress } from "../config/server-address.ts";
import type { PlaceFacts, Refusal } from "./findings.ts";

/** The tags on a page, also in open shadow roots. */
export function placesOn(root: Document | ShadowRoot): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element.localName === "citizen-feedback" ? [element] : []),
    ...(element.shadowRoot ? placesOn(element.shadowRoot) : []),
  ]);
}

/** How many script tags of a page load the element. */
export function scriptsOn(root: Document): number {
  return root.querySelectorAll('script[src*="/citizen-feedback.js"]').length;
}

/** What a touchpoint is, by its server. */
type LoadConfig = (at: TouchpointAddress) => Promise<ConfigAnswer>;

/** Looks at one tag, and asks its server for the touchpoint. */
export async function lookAt(tag: Element, defaultServer: string, loadConfig: LoadConfig): Promise<PlaceFacts> {
  const touchpoint = (tag.getAttribute("touchpoint") || "").trim();
  const server = serverAddress((tag.getAttribute("server") || "").trim(), defaultServer);
  const config = touchpoint === "" ? undefined : await loadConfig({ server, touchpoint });
  return { touchpoint, server, config, isInForm: tag.closest("form") !== null, size: sizeOf(tag) };
}

function sizeOf(tag: Element): PlaceFacts["size"] {
  const isShown = tag.getClientRects().length > 0 && getComputedStyle(tag).visibility === "visible";
  return isShown ? tag.getBoundingClientRect() : null;
}

/** Calls back with each thing that the page's policy refuses, also with those before, as far as the browser tells. */
export function watchRefusals(heard: (refusal: Refusal) => void): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective: directive, originalPolicy: policy, blockedURI: url, sourceFile: by } = event;
    heard({ directive, policy, url, by });
  });
  if (!("ReportingObserver" in window)) return;
  const earlier = new ReportingObserver(
    (reports) => {
      for (const { body } of reports) heard(refusalOf((body ?? {}) as ViolationBody));
    },
    { types: ["csp-violation"], buffered: true },
  );
  earlier.observe();
}

/** The body of a report on the policy. TypeScript's library knows its event alone. */
type ViolationBody = {
  readonly effectiveDirective?: string;
  readonly originalPolicy?: string;
  readonly blockedURL?: string | null;
  readonly sourceFile?: string | null;
};

function refusalOf({ effectiveDirective, originalPolicy, blockedURL, sourceFile }: ViolationBody): Refusal {
  const [directive = "", policy = ""] = [effectiveDirective, originalPolicy];
  return { directive, policy, url: blockedURL ?? "", by: sourceFile ?? "" };
}
