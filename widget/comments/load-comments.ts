import type { PublicComments } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Comments of a touchpoint, of one page where one is named, from behind a cursor on. */
export type AskedComments = {
  readonly server: string;
  readonly touchpoint: string;
  /** Key or path of the host's page; empty: all of the touchpoint. */
  readonly page: string;
  readonly cursor: string | null;
};

/** Comments in one answer: a screen or two of them. */
const commentsAtOnce = 20;

/** One page of published comments, newest first; asked without a key, cookie or referrer. Failure: `unreachable`. */
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

/** By hand, as the contract's validator would be half of the file. */
function isPage(value: unknown): value is PublicComments {
  const { data, meta } = value as PublicComments;
  return data.every(({ id, words, replies }) => `${id}${words}` !== "" && Array.isArray(replies)) && Boolean(meta);
}
