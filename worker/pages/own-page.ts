import { describeAllMethods } from "../../shared/methods/describe-all-methods.ts";
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

function pageAt(path: string): string | null {
  if (path === "/methods/") return methodsPage(describeAllMethods());
  return path === "/docs/problems" ? problemsPage(problemKinds()) : null;
}

/** Pages that the Worker writes itself, from the definitions that it computes by. Null for every other path. */
export function ownPage(path: string): Answer | null {
  if (path === "/methods") return { status: 307, type: "text/plain", body: null, headers: { location: "/methods/" } };
  if (path === "/methods/methods.css")
    return { status: 200, type: "text/css; charset=utf-8", body: methodsSheet, headers };
  const body = pageAt(path);
  return body === null ? null : { status: 200, type: "text/html; charset=utf-8", body, headers };
}
