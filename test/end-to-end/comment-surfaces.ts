import { unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import { expect } from "vitest";
import type { OfficeComment, PublicComment } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import type { Page } from "../../shared/contract/list.ts";
import { openTab } from "./open-browser.ts";

/** What a place shows of a comment: nothing, its words, or its words and the unit's answer. */
export type Seen = "-" | "words" | "words, answer";

/** The places that may show a comment. `reader` is a key of its unit that only reads. */
export type Surface =
  | "element"
  | "public API"
  | "ticket page"
  | "office API"
  | "reader's API"
  | "office CSV"
  | "reader's CSV"
  | "office XLSX"
  | "reader's XLSX"
  | "office digest"
  | "reader's digest";

/** The places to look at, and the texts to look for. */
export type Looking = {
  readonly browser: Browser;
  readonly baseUrl: string;
  /** A page with `<citizen-comments>`. */
  readonly hostPage: string;
  readonly touchpoint: string;
  readonly page: string;
  readonly ticket: string;
  readonly officeKey: string;
  readonly readerKey: string;
  readonly month: string;
  /** The words as they are stored. */
  readonly words: string;
  readonly answer: string;
  /** What the person wrote and nobody may read. */
  readonly secret: string;
};

function seenIn(text: string, { words, answer, secret }: Looking): Seen {
  expect(text).not.toContain(secret);
  if (!text.includes(words)) return "-";
  return text.includes(answer) ? "words, answer" : "words";
}

async function textOf(path: string, { baseUrl }: Looking, key?: string): Promise<string> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await fetch(`${baseUrl}/v1/agencies/H20${path}`, { headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${new TextDecoder().decode(bytes)}`);
  if (!path.includes(".xlsx")) return new TextDecoder().decode(bytes);
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith(".xml"));
  return parts.map(([, part]) => new TextDecoder().decode(part)).join("\n");
}

async function seenOnPage(url: string, { ready, look }: { ready: string; look: Looking }): Promise<Seen> {
  const { page, context, complaints } = await openTab(look.browser, { viewport: { width: 360, height: 1600 } });
  await page.goto(url);
  await page.locator(ready).first().waitFor();
  const text = await page
    .locator("citizen-comments, ticket-page")
    .evaluate((host) => host.shadowRoot?.textContent ?? "");
  expect(complaints).toEqual([]);
  await context.close();
  return seenIn(text, look);
}

/** Looks for the comment's row. The list has other comments with the same words. */
async function seenInList(look: Looking, key: string): Promise<Seen> {
  const { data } = JSON.parse(await textOf("/comments?limit=1000", look, key)) as Page<OfficeComment>;
  const own = data.filter(({ page, words }) => page === look.page && words === look.words);
  return seenIn(JSON.stringify(own), look);
}

async function seenInPublic(look: Looking): Promise<Seen> {
  const query = `touchpoint=${look.touchpoint}&page=${encodeURIComponent(look.page)}`;
  const { data } = JSON.parse(await textOf(`/comments?${query}`, look)) as Page<PublicComment>;
  return seenIn(JSON.stringify(data), look);
}

async function seenInFile(look: Looking, format: string, key: string): Promise<Seen> {
  return seenIn(await textOf(`/exports/comments.${format}`, look, key), look);
}

async function seenInDigest(look: Looking, key: string): Promise<Seen> {
  const { data } = JSON.parse(await textOf(`/digests?period=${look.month}`, look, key)) as Page<Digest>;
  return seenIn(JSON.stringify(data.map(({ groups }) => groups)), look);
}

/** Returns what each place shows of the comment. */
export async function surfacesOf(look: Looking): Promise<Record<Surface, Seen>> {
  const { officeKey, readerKey } = look;
  const ticketUrl = `${look.baseUrl}/ticket/#${look.ticket}`;
  return {
    element: await seenOnPage(look.hostPage, { ready: ".frame:not(.closed), li", look }),
    "public API": await seenInPublic(look),
    "ticket page": await seenOnPage(ticketUrl, { ready: "#state", look }),
    "office API": await seenInList(look, officeKey),
    "reader's API": await seenInList(look, readerKey),
    "office CSV": await seenInFile(look, "csv", officeKey),
    "reader's CSV": await seenInFile(look, "csv", readerKey),
    "office XLSX": await seenInFile(look, "xlsx", officeKey),
    "reader's XLSX": await seenInFile(look, "xlsx", readerKey),
    "office digest": await seenInDigest(look, officeKey),
    "reader's digest": await seenInDigest(look, readerKey),
  };
}
