import type { Answer } from "../operations/operation.ts";
import { boardPage, boardSheet } from "./board-page.ts";
import { posterPage } from "./poster-page.ts";
import { posterSheet } from "./poster-sheet.ts";
import { privacyPage } from "./privacy-page.ts";
import { ratePage } from "./rate-page.ts";
import { rateSheet } from "./rate-sheet.ts";
import type { VisitorDeps } from "./visitor-page.ts";

export type { VisitorDeps };

const ratePath = /^\/rate(?:\/([^/]*?)(?:\/sent)?\/?)?$/;
const privacyPath = /^\/privacy(?:\/([^/]*)\/?)?$/;
const boardPath = /^\/board(?:\/([^/]*)(?:\/([^/]*))?)?\/?$/;
const posterPath = /^\/poster\/([^/]+)\/?$/;
/** Files beside the pages: the script is a file of the site. */
const sheets: Readonly<Record<string, string>> = {
  ...{ "/rate/rate.css": rateSheet, "/board/board.css": boardSheet },
  ...{ "/poster/a4.css": posterSheet("a4"), "/poster/a5.css": posterSheet("a5") },
};
const scriptPaths: readonly string[] = ["/rate/rate.js", "/board/board.js", "/poster/poster.js"];

/**
 * Pages that the Worker writes from what an agency has set up: the rating form and its poster, the board, and how information is kept. Null for
 * other paths, and for methods that the page does not take.
 */
export async function agencyPage(deps: VisitorDeps): Promise<Answer | null> {
  const { pathname } = new URL(deps.request.url);
  const { method } = deps.request;
  const isRead = method === "GET" || method === "HEAD";
  const sheet = sheets[pathname];
  if (sheet !== undefined) return isRead ? sheetAnswer(sheet) : null;
  if (scriptPaths.includes(pathname)) return null;
  const [rate, privacy, board, poster] = [ratePath, privacyPath, boardPath, posterPath].map((path) =>
    path.exec(pathname),
  );
  if (rate && (isRead || method === "POST")) return ratePage(deps, rate[1] ?? "");
  if (board && isRead) return boardPage(deps, board[1] ?? "", board[2] ?? "");
  if (poster && isRead) return posterPage(deps, poster[1] ?? "");
  return privacy && isRead ? privacyPage(deps, privacy[1] ?? "") : null;
}

function sheetAnswer(body: string): Answer {
  return {
    status: 200,
    type: "text/css; charset=utf-8",
    body,
    headers: { "cache-control": "no-cache" },
  };
}
