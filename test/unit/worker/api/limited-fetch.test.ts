import { expect, it } from "vitest";
import { limitedFetch } from "../../../../worker/api/limited-fetch.ts";

const asking = { method: "GET", headers: { accept: "application/json" }, body: undefined };

/** A stream of so many pieces of 1,000 bytes; says how many were read. */
function stream(pieces: number): { body: ReadableStream<Uint8Array>; read: () => number } {
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read === pieces) return controller.close();
      read += 1;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  return { body, read: () => read };
}

const signal = (): AbortSignal => new AbortController().signal;

it("hands an answer on with its status and type, and nothing else of its head", async () => {
  const headers = { "content-type": "application/json", "set-cookie": "a=b", link: "<x>" };
  const fetch = async (): Promise<Response> => new Response('{"a":1}', { status: 401, headers });
  const answer = await limitedFetch({ fetch, signal, maxBytes: 10 })("https://sso.example/", asking);
  expect([answer.status, await answer.json(), [...answer.headers]]).toEqual([
    401,
    { a: 1 },
    [["content-type", "application/json"]],
  ]);
});

it("stops reading an answer that is too large", async () => {
  const { body, read } = stream(1_000_000);
  const fetch = async (): Promise<Response> => new Response(body);
  const limited = limitedFetch({ fetch, signal, maxBytes: 5000 });
  await expect(limited("https://sso.example/", asking)).rejects.toThrow("more than 5000 bytes");
  expect(read()).toBeLessThan(10);
});

it("follows no redirect, and gives each request its own time", async () => {
  const inits: RequestInit[] = [];
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    inits.push(init);
    return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
  };
  const limited = limitedFetch({ fetch, signal, maxBytes: 5000 });
  const answers = [await limited("https://sso.example/", asking), await limited("https://sso.example/", asking)];
  expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  expect(inits.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
  expect(inits[0]?.signal).not.toBe(inits[1]?.signal);
});
