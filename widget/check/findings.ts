import type { ConfigAnswer } from "../config/load-config.ts";
import { isTouchpointId } from "../config/touchpoint-config.ts";
import type { CheckKey } from "./check-messages.ts";

/** One tag on the page. `width` and `height` in px; null where it is not shown at all. */
export type PlaceFacts = {
  readonly touchpoint: string;
  /** Address of the server that it asks. */
  readonly server: string;
  /** What the server said of the touchpoint. */
  readonly config: ConfigAnswer;
  readonly isInForm: boolean;
  readonly size: { readonly width: number; readonly height: number } | null;
};

/** What the page's policy refused. */
export type Refusal = {
  readonly directive: string;
  readonly policy: string;
  readonly url: string;
  readonly by: string;
};

/** What can be known of a page from within. */
export type PageFacts = {
  /** Version and address of the script that checks, which lies beside the element's. */
  readonly version: string;
  readonly script: string;
  /** The version that defined the tag; undefined if none did. */
  readonly runs: string | undefined;
  /** How many script tags load the element. */
  readonly scripts: number;
  readonly isOldBrowser: boolean;
  readonly hasSecondFile: boolean;
  /** Origin of the page. */
  readonly origin: string;
  readonly refusals: readonly Refusal[];
  readonly places: readonly PlaceFacts[];
};

/** One thing that was looked at. `paste`: a line to put into the page's policy. */
export type Finding = {
  readonly level: "good" | "look" | "bad";
  readonly key: CheckKey;
  readonly places?: Readonly<Record<string, string | number>>;
  readonly paste?: string;
};

const narrowPx = 280;

/** What holds for the whole page: script, browser, policy, second file. */
export function pageFindings(facts: PageFacts): Finding[] {
  const { version, script, runs, scripts, isOldBrowser, hasSecondFile, places } = facts;
  const found: Finding[] = [{ level: "good", key: "ch.script", places: { version, url: script } }];
  if (isOldBrowser) found.push({ level: "bad", key: "ch.old" });
  if (runs !== undefined && runs !== version) {
    found.push({ level: "look", key: "ch.script-other", places: { runs, version } });
  } else if (scripts > 1) found.push({ level: "look", key: "ch.script-twice", places: { n: scripts } });
  const refused = policyFindings(facts);
  found.push(...refused);
  if (hasSecondFile) found.push({ level: "good", key: "ch.more" });
  else {
    const url = new URL("citizen-feedback-more.js", script).href;
    found.push({ level: "bad", key: "ch.more-missing", places: { url } });
  }
  if (places.length === 0) found.push({ level: "bad", key: "ch.no-tag" });
  return found;
}

/** Refusals that concern the element: of its server's addresses, or of what its files do. Each directive once. */
function policyFindings({ refusals, script, places }: PageFacts): Finding[] {
  const origins = [script, ...places.map(({ server }) => server)].map((address) => new URL(address).origin);
  const found = new Map<string, Finding>();
  for (const { directive, policy, url, by } of refusals) {
    const line = refusingLine(directive, policy);
    const origin = origins.find((one) => url === one || url.startsWith(`${one}/`));
    if (origin !== undefined) {
      const name = directive.replace(/-(elem|attr)$/, "");
      const paste = `${name} 'self' ${origin};`;
      found.set(`${name} ${origin}`, { level: "bad", key: "ch.csp", places: { url, line }, paste });
    } else if (/trusted-types/.test(directive) && origins.some((one) => by.startsWith(`${one}/`))) {
      found.set("types", { level: "bad", key: "ch.csp-types", places: { line }, paste: "trusted-types lit-html;" });
    }
  }
  return [...found.values()];
}

/** Directives that stand in for a missing one, the nearest first. */
function fallbacks(directive: string): string[] {
  return [directive, directive.replace(/-(elem|attr)$/, ""), "default-src"];
}

/** The part of a policy that refused: `connect-src 'self'`, or `default-src 'none'` where that stands in for it. */
function refusingLine(directive: string, policy: string): string {
  const lines = policy.split(";").map((line) => line.trim());
  for (const name of fallbacks(directive)) {
    const line = lines.find((one) => one.split(/\s/)[0]?.toLowerCase() === name);
    if (line) return line;
  }
  return directive;
}

/** What holds for one tag. */
export function placeFindings(place: PlaceFacts, { places, origin }: Pick<PageFacts, "places" | "origin">): Finding[] {
  const { touchpoint, isInForm } = place;
  const alike = places.filter((one) => touchpoint !== "" && one.touchpoint === touchpoint).length;
  return [
    configFinding(place, origin),
    ...(alike > 1 ? [{ level: "look", key: "ch.twice", places: { n: alike } } as const] : []),
    ...(isInForm ? [{ level: "good", key: "ch.form" } as const] : []),
    sizeFinding(place),
  ];
}

function configFinding({ touchpoint, server, config }: PlaceFacts, origin: string): Finding {
  if (touchpoint === "") return { level: "bad", key: "ch.no-id" };
  if (!isTouchpointId(touchpoint)) return { level: "bad", key: "ch.bad-id", places: { touchpoint } };
  if (config === 404) return { level: "bad", key: "ch.unknown", places: { server, touchpoint } };
  if (config === 403) return { level: "bad", key: "ch.not-taken", places: { server } };
  if (config === undefined) {
    const isMixed = /^https:/.test(origin) && /^http:\/\/(?!localhost[:/]|127\.)/.test(`${server}/`);
    return { level: "bad", key: isMixed ? "ch.mixed" : "ch.unreached", places: { server } };
  }
  if (config.closed) return { level: "bad", key: "ch.shut" };
  if (config.signed_only) return { level: "bad", key: "ch.closed" };
  const { name, unit } = config;
  // Many touchpoints have their unit's name in their own.
  const place = name.includes(unit.name) ? name : `${name}, ${unit.name}`;
  return { level: "good", key: "ch.known", places: { server, place, origin } };
}

function sizeFinding({ size }: PlaceFacts): Finding {
  if (!size) return { level: "bad", key: "ch.hidden" };
  const width = Math.round(size.width);
  const height = Math.round(size.height);
  if (width < 1 || height < 1) return { level: "bad", key: "ch.no-size", places: { width, height } };
  return {
    level: width < narrowPx ? "look" : "good",
    key: width < narrowPx ? "ch.narrow" : "ch.shown",
    places: { width },
  };
}
