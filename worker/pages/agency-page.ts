import type { Answer } from "../operations/operation.ts";
import { privacyPage } from "./privacy-page.ts";
import { ratePage } from "./rate-page.ts";
import { rateSheet } from "./rate-sheet.ts";
import type { VisitorDeps } from "./visitor-page.ts";

export type { VisitorDeps };

const ratePath = /^\/rate(?:\/([^/]*?)(?:\/sent)?\/?)?$/;
const privacyPath = /^\/privacy(?:\/([^/]*)\/?)?$/;
/** Files beside the pages: the script is a file of the site. */
const sheetPath = "/rate/rate.css";
const scriptPath = "/rate/rate.js";

/**
 * Pages that the Worker writes from what an agency has set up: the rating form, and how information is kept. Null for other
 * paths, and for methods that the page does not take.
 */
export async function agencyPage(deps: VisitorDeps): Promise<Answer | null> {
  const { pathname } = new URL(deps.request.url);
  const { method } = deps.request;
  const isRead = method === "GET" || method === "HEAD";
  if (pathname === sheetPath) return isRead ? sheetAnswer : null;
  if (pathname === scriptPath) return null;
  const [rate, privacy] = [ratePath.exec(pathname), privacyPath.exec(pathname)];
  if (rate && (isRead || method === "POST")) return ratePage(deps, rate[1] ?? "");
  return privacy && isRead ? privacyPage(deps, privacy[1] ?? "") : null;
}

const sheetAnswer: Answer = {
  status: 200,
  type: "text/css; charset=utf-8",
  body: rateSheet,
  headers: { "cache-control": "no-cache" },
};
