import { describe, expect, it, test } from "vitest";
import { mostNested, parseJson, readJson, readRequestBody } from "../../../../worker/operations/read-request.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
const tooDeep = { ok: false, failure: { kind: "bad-json", given: "nested deeper than 32 levels" } };

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": "application/json", ...headers } };
  return new Request("http://server/", init as RequestInit);
}

describe("JSON that is nested", () => {
  it("is read up to the limit", () => {
    expect(parseJson(bytesOf(nested(mostNested))).ok).toBe(true);
  });

  test.each([
    ["lists", nested(mostNested + 1)],
    ["objects", `${'{"a":'.repeat(mostNested + 1)}1${"}".repeat(mostNested + 1)}`],
    ["120 kB of it", nested(60_000)],
    ["what never ends", "[".repeat(100_000)],
    ["what stands behind a text with signs in it", `["\\"]]]]","\\\\",${nested(mostNested)}]`],
  ])("is refused beyond it, before it is parsed: %s", (_says, text) => {
    expect(parseJson(bytesOf(text))).toEqual(tooDeep);
  });

  test.each([
    ["side by side", `[${new Array(1000).fill("[]").join(",")}]`],
    ["in a text", JSON.stringify({ comment: nested(500) })],
    ["in a text with quotation marks", JSON.stringify({ comment: `"${"[".repeat(50)}\\"${"{".repeat(50)}` })],
  ])("does not count what lies %s", (_says, text) => {
    expect(parseJson(bytesOf(text)).ok).toBe(true);
  });
});

describe("a body", () => {
  const never = (): ReadableStream => new ReadableStream({ start: (way) => way.enqueue(bytesOf("{")) });
  const atOnce = async <T>(): Promise<T | null> => null;

  it.each([{ "content-length": "10" }, {}])("that does not come in time is refused (%j)", async (headers) => {
    const read = await readJson(post(never(), headers as Record<string, string>), { maxBytes: 100, inTime: atOnce });
    expect(read).toEqual({ ok: false, failure: { kind: "bad-json", given: "the body did not come in time" } });
  });

  it("has as long as its size allows", async () => {
    const asked: number[] = [];
    const inTime = <T>(reading: Promise<T>, maxBytes: number): Promise<T | null> => {
      asked.push(maxBytes);
      return reading;
    };
    expect((await readJson(post("{}"), { maxBytes: 100, inTime })).ok).toBe(true);
    expect(asked).toEqual([100]);
  });

  it("that breaks off is refused", async () => {
    const broken = new ReadableStream({ pull: (way) => way.error(new Error("bad chunk")) });
    expect(await readJson(post(broken), { maxBytes: 100 })).toEqual({
      ok: false,
      failure: { kind: "bad-json", given: "the body broke off" },
    });
  });

  it("is not read beyond its limit", async () => {
    let pulled = 0;
    const endless = new ReadableStream(
      {
        pull(way) {
          pulled += 1;
          way.enqueue(new Uint8Array(60));
        },
      },
      { highWaterMark: 0 },
    );
    const read = await readRequestBody(post(endless), { maxBytes: 100 });
    expect(read).toEqual({ ok: false, failure: { kind: "too-large", given: "more than 100 bytes" } });
    expect(pulled).toBeLessThan(5);
  });
});
