import { expect, test } from "vitest";
import { loadComments } from "../../../../widget/comments/load-comments.ts";

const asked = { server: "https://s", touchpoint: "H20-7k3m9q2x4t", page: "/tin tức", cursor: null };

test("asks for one page of a touchpoint's comments, without cookie and referrer", async () => {
  let called: [string, RequestInit | undefined] = ["", undefined];
  const empty = { data: [], meta: { next_cursor: null } };
  const found = await loadComments({ ...asked, cursor: "c" }, async (url, init) => {
    called = [String(url), init];
    return Response.json(empty);
  });
  expect(found).toEqual({ ok: true, value: empty });
  expect(called[0]).toBe(
    "https://s/v1/agencies/H20/comments?touchpoint=H20-7k3m9q2x4t&page=%2Ftin%20t%E1%BB%A9c&cursor=c&limit=20",
  );
  expect(called[1]).toEqual({ credentials: "omit", referrerPolicy: "no-referrer" });
});

test.each([
  ["the network is down", (): Promise<Response> => Promise.reject(new TypeError("down"))],
  ["the server refuses", async (): Promise<Response> => Response.json({ data: [], meta: {} }, { status: 404 })],
  ["something else answers", async (): Promise<Response> => Response.json({ data: "x" })],
])("is unreachable if %s", async (_, ask) => {
  expect(await loadComments(asked, ask)).toEqual({ ok: false, failure: "unreachable" });
});
