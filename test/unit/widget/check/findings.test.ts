import { describe, expect, it } from "vitest";
import { type PageFacts, pageFindings, type PlaceFacts, placeFindings } from "../../../../widget/check/findings.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

const server = "https://feedback.example";
const script = `${server}/widget/v1/citizen-feedback.js`;

function place(different: Partial<PlaceFacts> = {}): PlaceFacts {
  const size = { width: 600, height: 260 };
  return { touchpoint, server, config: touchpointConfig, isInForm: false, size, ...different };
}

function facts(different: Partial<PageFacts> = {}): PageFacts {
  return {
    ...{ version: "1.2.3", script, runs: "1.2.3", scripts: 1, isOldBrowser: false, hasSecondFile: true },
    ...{ origin: "https://xa.example", refusals: [], places: [place()], ...different },
  };
}

const keysOf = (found: readonly { level: string; key: string }[]): string[] =>
  found.map(({ level, key }) => `${level} ${key}`);

const refusal = (directive: string, policy: string, url: string) => ({ directive, policy, url, by: "" });

describe("the check of a page", () => {
  it("finds nothing wrong on a page that is right", () => {
    const page = facts();
    expect(keysOf(pageFindings(page))).toEqual(["good ch.script", "good ch.more"]);
    expect(keysOf(placeFindings(place(), page))).toEqual(["good ch.known", "good ch.shown"]);
  });

  it("names the part of the policy that refused, also where default-src stands in, and what to add", () => {
    const url = `${server}/v1/touchpoints/x`;
    const own = facts({ refusals: [refusal("connect-src", "default-src 'none'; connect-src 'self'", url)] });
    expect(pageFindings(own)[1]).toMatchObject({
      level: "bad",
      places: { line: "connect-src 'self'", url },
      paste: `connect-src 'self' ${server};`,
    });
    const fallback = facts({ refusals: [refusal("script-src-elem", "default-src 'self'; img-src *", script)] });
    expect(pageFindings(fallback)[1]).toMatchObject({
      places: { line: "default-src 'self'" },
      paste: `script-src 'self' ${server};`,
    });
  });

  it("tells one directive once, and nothing of what the policy refuses to others", () => {
    const more = refusal("script-src-elem", "script-src 'self'", `${server}/widget/v1/citizen-feedback-more.js`);
    const other = refusal("img-src", "img-src 'self'", "https://pictures.example/a.png");
    const alike = refusal("img-src", "img-src 'self'", "https://feedback.example.org/a.png");
    expect(keysOf(pageFindings(facts({ refusals: [more, more, other, alike] })))).toEqual([
      ...["good ch.script", "bad ch.csp", "good ch.more"],
    ]);
  });

  it("tells an old browser, another version, doubled scripts, a missing second file and a missing tag", () => {
    expect(keysOf(pageFindings(facts({ isOldBrowser: true })))).toContain("bad ch.old");
    expect(keysOf(pageFindings(facts({ runs: "1.0.0", scripts: 2 })))).toContain("look ch.script-other");
    expect(keysOf(pageFindings(facts({ scripts: 2 })))).toContain("look ch.script-twice");
    expect(keysOf(pageFindings(facts({ hasSecondFile: false })))).toContain("bad ch.more-missing");
    expect(keysOf(pageFindings(facts({ places: [] })))).toContain("bad ch.no-tag");
  });

  it.each([
    [{ touchpoint: "" }, "bad ch.no-id"],
    [{ touchpoint: "H20-x" }, "bad ch.bad-id"],
    [{ config: 404 }, "bad ch.unknown"],
    [{ config: 403 }, "bad ch.not-taken"],
    [{ config: undefined }, "bad ch.unreached"],
    [{ config: undefined, server: "http://feedback.example" }, "bad ch.mixed"],
    [{ config: undefined, server: "http://localhost:8787" }, "bad ch.unreached"],
    [{ config: { ...touchpointConfig, signed_only: true } }, "bad ch.closed"],
    [{ config: { ...touchpointConfig, closed: true } }, "bad ch.shut"],
    [{ isInForm: true }, "good ch.form"],
    [{ size: null }, "bad ch.hidden"],
    [{ size: { width: 0, height: 20 } }, "bad ch.no-size"],
    [{ size: { width: 200, height: 900 } }, "look ch.narrow"],
  ] as const)("finds of a tag with %j: %s", (different, found) => {
    const one = place(different);
    expect(keysOf(placeFindings(one, facts({ places: [one] })))).toContain(found);
  });

  it("tells two tags with one touchpoint", () => {
    const places = [place(), place()];
    expect(keysOf(placeFindings(place(), facts({ places })))).toContain("look ch.twice");
  });
});
