import { expect, test } from "vitest";
import { askOffice, deskFault } from "../../../../widget/desk/ask-office.ts";

const holder = { agency: "H20", key: "k" };

test("sends the version that was seen, and lets nothing be cached", async () => {
  const calls: [string, RequestInit | undefined][] = [];
  const ask = askOffice(async (url, init) => {
    calls.push([String(url), init]);
    return Response.json({ id: "a" });
  }, "https://s");
  expect(await ask(holder, { line: "PATCH /comments/a", body: { state: "approved" }, version: 3 })).toMatchObject({
    ok: true,
  });
  const [url, init] = calls[0] ?? [];
  expect(url).toBe("https://s/v1/agencies/H20/comments/a");
  expect(init).toMatchObject({
    method: "PATCH",
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  expect(init?.headers).toMatchObject({ "if-match": '"3"', authorization: "Bearer k" });
});

test("returns the newer comment of a 412, and the field that a refusal points at", async () => {
  const problem = { type: "/docs/problems#stale-version", comment: { id: "a", version: 9 } };
  const stale = askOffice(async () => Response.json(problem, { status: 412 }), "https://s");
  expect(await stale(holder, { line: "GET /x" })).toEqual({
    ok: false,
    failure: { kind: "stale-version", pointers: [], comment: { id: "a", version: 9 } },
  });
  expect(deskFault({ kind: "invalid", pointers: ["/why"] })).toBe("e.why");
  expect(deskFault({ kind: "invalid", pointers: ["/unit"] })).toBe("e.invalid");
  expect(deskFault({ kind: "invalid", pointers: ["/q"] })).toBe("e.q");
  expect(deskFault({ kind: "key-expired", pointers: [] })).toBe("e.expired");
  expect(deskFault({ kind: "something-new", pointers: [] })).toBe("e.other");
});

test("is unreachable if the network is down or something else answers", async () => {
  const down = askOffice(() => Promise.reject(new TypeError("down")), "https://s");
  const proxy = askOffice(async () => new Response("<html>", { status: 502 }), "https://s");
  for (const ask of [down, proxy]) {
    expect(await ask(holder, { line: "GET /x" })).toEqual({
      ok: false,
      failure: { kind: "unreachable", pointers: [] },
    });
  }
});
