import type { ConfigAnswer, TouchpointAddress } from "../config/load-config.ts";
import { serverAddress } from "../config/server-address.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import type { PlaceFacts, Refusal } from "./findings.ts";

/** What a touchpoint is, by its server. */
type LoadConfig = (at: TouchpointAddress) => Promise<ConfigAnswer>;

/** Reads a page: what stands on it, and what its policy refuses. */
export class PageController {
  private readonly loadConfig: LoadConfig;

  constructor(loadConfig: LoadConfig) {
    this.loadConfig = loadConfig;
  }

  /** The tags on the page, also in open shadow roots. */
  tags(root: Document | ShadowRoot = document): Element[] {
    return [...root.querySelectorAll("*")].flatMap((element) => [
      ...(element.localName === "citizen-feedback" ? [element] : []),
      ...(element.shadowRoot ? this.tags(element.shadowRoot) : []),
    ]);
  }

  /** How many script tags of the page load the element. */
  scripts(): number {
    return document.querySelectorAll('script[src*="/citizen-feedback.js"]').length;
  }

  /** Looks at one tag, and asks its server for the touchpoint. */
  async lookAt(tag: Element, defaultServer: string): Promise<PlaceFacts> {
    const touchpoint = (tag.getAttribute("touchpoint") || "").trim();
    const server = serverAddress((tag.getAttribute("server") || "").trim(), defaultServer);
    const config = isTouchpointId(touchpoint) ? await this.loadConfig({ server, touchpoint }) : undefined;
    return { touchpoint, server, config, isInForm: tag.closest("form") !== null, size: sizeOf(tag) };
  }

  /** Calls back with each thing that the page's policy refuses, also with those before, as far as the browser tells. */
  watchRefusals(heard: (refusal: Refusal) => void): void {
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
}

function sizeOf(tag: Element): PlaceFacts["size"] {
  const isShown = tag.getClientRects().length > 0 && getComputedStyle(tag).visibility === "visible";
  return isShown ? tag.getBoundingClientRect() : null;
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
