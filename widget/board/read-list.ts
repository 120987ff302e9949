import type { Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";
import type { BoardView } from "./question.ts";

/** Reads all pages of a list below `/v1/agencies/{agency}`, such as `/touchpoints`. */
export async function readList<T>(
  { read }: Pick<BoardView, "read">,
  path: string,
): Promise<Result<readonly T[], CallFault>> {
  const rows: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Result<Page<T>, CallFault> = await read<Page<T>>(
      `${path}${path.includes("?") ? "&" : "?"}limit=1000${after}`,
    );
    if (!page.ok) return page;
    rows.push(...page.value.data);
    cursor = page.value.meta.next_cursor;
  }
  return ok(rows);
}
