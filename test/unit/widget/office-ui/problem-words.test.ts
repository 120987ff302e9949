import { expect, test } from "vitest";
import { officeClient } from "../../../../widget/office-ui/office-client.ts";
import { detailWords, problemWords } from "../../../../widget/office-ui/office-controls-template.ts";

const units = { params: { path: { agency: "H20" } } };

/** A client of a server that refuses everything with this problem; without one there is no server. */
function refusedBy(problem?: { readonly type: string; readonly detail?: string }) {
  const fetch = async (): Promise<Response> => {
    if (!problem) throw new TypeError("no network");
    return Response.json({ title: "Refused", status: 422, ...problem }, { status: 422 });
  };
  return officeClient({ fetch, server: "https://office.example", signedOut: async () => false });
}

test("the words for a refusal are there with the first refused answer, and not before", async () => {
  const problem = { type: "/docs/problems#scope-missing", title: "The key may not do this", status: 403 };
  expect(problemWords(problem, "vi")).toBe("The key may not do this.");
  const { error } = await refusedBy(problem).GET("/v1/agencies/{agency}/units", units);
  expect(error && problemWords(error, "vi")).toBe("Vai trò của Ông/Bà không được làm việc này.");
  expect(detailWords("must be null", "vi")).toBe("phải để trống");
});

test("a server that cannot be reached has words that need no server", async () => {
  const { error } = await refusedBy().GET("/v1/agencies/{agency}/units", units);
  expect(error && problemWords(error, "vi")).toMatch(/^Không kết nối được máy chủ/);
});

test.each(["<html><h1>502 Bad Gateway</h1></html>", ""])(
  "a proxy that answers %j in place of the server is told as a server that is not there for now",
  async (page) => {
    const fetch = async (): Promise<Response> =>
      new Response(page, { status: 502, headers: { "content-type": "text/html" } });
    const client = officeClient({ fetch, server: "https://office.example", signedOut: async () => false });
    const { error } = await client.GET("/v1/agencies/{agency}/units", units);
    expect(error && problemWords(error, "vi")).toBe("Máy chủ đang bận. Xin thử lại sau ít giây.");
  },
);
