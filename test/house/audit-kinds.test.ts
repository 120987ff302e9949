import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commentStates } from "../../shared/contract/comment.ts";
import { auditEn } from "../../widget/administration/audit-en.ts";
import { auditVi } from "../../widget/administration/audit-messages.ts";
import { auditKinds } from "../../widget/administration/audit-words.ts";
import { projectRoot } from "../server/start-server.ts";
import { sourceFiles } from "./source-files.ts";

/** Kinds that the code puts together from a comment's state, or from what its clock tells. */
const madeOfParts = [...commentStates, "escalated", "overdue", "warned"].map((state) => `comment.${state}`);

/** Every kind that the source of the Worker names beside `what`, and those of comments, which go through variables. */
function kindsInSource(): string[] {
  const found = new Set(madeOfParts);
  for (const path of sourceFiles("worker")) {
    const text = readFileSync(join(projectRoot, path), "utf8");
    if (path.endsWith("-migrations.ts")) continue;
    for (const [, statement = ""] of text.matchAll(/\bwhat\b\s*[:=]([^;]{0,160})/g)) {
      for (const [, kind = ""] of statement.matchAll(/"([a-z-]+\.[a-z_-]+)"/g)) found.add(kind);
    }
  }
  return [...found].sort();
}

describe("what the audit log says", () => {
  const kinds = kindsInSource();

  test("what is collected from the source holds kinds of each way of writing one", () => {
    for (const kind of [
      "units.put",
      "comment.disputed",
      "set-aside.took-effect",
      "comment.is-comment",
      "comment.warned",
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  test.each(kinds)("%s has words in both languages, and its kind can be chosen", (kind) => {
    expect(Object.keys(auditVi)).toContain(`au.d.${kind}`);
    expect(Object.keys(auditEn)).toContain(`au.d.${kind}`);
    expect(auditKinds).toContain(kind.split(".")[0]);
  });
});
