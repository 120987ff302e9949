import type { Answer } from "../operations/operation.ts";
import { problemKinds } from "../problems/problems.ts";
import { methodsPage } from "./methods-page.ts";
import { methodsSheet } from "./methods-sheet.ts";
import { pagePolicy } from "./page-policy.ts";
import { problemsPage } from "./problems-page.ts";

const headers = {
  "cache-control": "no-cache",
  "content-security-policy": pagePolicy,
  "referrer-policy": "strict-origin-when-cross-origin",
};

const makers: Readonly<Record<string, () => Answer>> = {
  "/methods": () => ({ status: 307, type: "text/plain", body: null, headers: { location: "/methods/" } }),
  "/methods/": () => page("text/html", methodsPage("vi")),
  "/methods/?lang=en": () => page("text/html", methodsPage("en")),
  "/methods/methods.css": () => page("text/css", methodsSheet),
  "/docs/problems": () => page("text/html", problemsPage(problemKinds())),
};

function page(type: string, body: string): Answer {
  return { status: 200, type: `${type}; charset=utf-8`, body, headers };
}

/** Each page is made once. */
const made = new Map<string, Answer>();

/**
 * Pages that the Worker writes itself, from the definitions that it computes by. Null for every other path.
 * @param lang what the address asks for by `?lang=`
 */
export function ownPage(pathname: string, lang: string | null = null): Answer | null {
  const path = pathname === "/methods/" && lang === "en" ? "/methods/?lang=en" : pathname;
  const answer = made.get(path) ?? (Object.hasOwn(makers, path) ? makers[path]?.() : undefined);
  if (answer) made.set(path, answer);
  return answer ?? null;
}
