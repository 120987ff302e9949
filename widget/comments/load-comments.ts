import type { PublicComments } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Which comments: of a touchpoint, of one page if it is named, after a cursor. */
export type AskedComments = {
  readonly server: string;
  readonly touchpoint: string;
  /** Key or path of the host's page; empty: all pages. */
  readonly page: string;
  readonly cursor: string | null;
};

/** Comments in one answer: one or two screens. */
const commentsAtOnce = 20;

/** Loads one page of published comments, newest first, without key, cookie and referrer. */
export async function loadComments(
  { server, touchpoint, page, cursor }: AskedComments,
  ask: typeof fetch,
): Promise<Result<PublicComments, "unreachable">> {
  const [agency = ""] = touchpoint.split("-");
  const query = Object.entries({ touchpoint, page, cursor: cursor || "", limit: String(commentsAtOnce) })
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  try {
    const answer = await ask(`${server}/v1/agencies/${agency}/comments?${query.join("&")}`, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    const told: unknown = await answer.json();
    return answer.ok && isPage(told) ? ok(told) : fail("unreachable");
  } catch {
    return fail("unreachable");
  }
}

/** Checks by hand: the contract's validator would be half of the file. */
function isPage(value: unknown): value is PublicComments {
  const { data, meta } = value as PublicComments;
  return data.every(({ id, words, replies }) => `${id}${words}` !== "" && Array.isArray(replies)) && Boolean(meta);
}
