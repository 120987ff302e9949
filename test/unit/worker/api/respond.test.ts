import { expect, it, vi } from "vitest";
import { respond } from "../../../../worker/api/respond.ts";
import type { Answer } from "../../../../worker/operations/operation.ts";
import type { Environment } from "../../../../worker/runtime/environment.ts";

it("hashes an answer that is given again only once", async () => {
  const digest = vi.spyOn(crypto.subtle, "digest");
  const answer: Answer = { status: 200, type: "application/json", body: "{}" };
  const context = { request: new Request("http://server/"), requestId: "1", environment: {} as Environment };
  const first = (await respond(answer, context)).headers.get("etag") ?? "";
  const again = new Request("http://server/", { headers: { "if-none-match": first } });
  expect((await respond(answer, { ...context, request: again })).status).toBe(304);
  expect(digest).toHaveBeenCalledTimes(1);
  digest.mockRestore();
});
