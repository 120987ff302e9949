import { beforeAll, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;
let key: string;
let agencies = 0;

const wavHead = [..."RIFF\0\0\0\0WAVEfmt "].map((letter) => letter.charCodeAt(0));

/** A file that begins as WAV files do; `mark` makes it another one. */
function wav(mark: number, size = 64): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(wavHead);
  new DataView(bytes.buffer).setUint32(16, mark);
  return bytes;
}

function startingWith(...bytes: number[]): Uint8Array {
  return new Uint8Array([...bytes, ...new Array<number>(32).fill(0)]);
}

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

function post(body: Uint8Array | string, type = "audio/wav", with_ = { base, key }): Promise<Answered> {
  return ask(`POST ${with_.base}/audio`, { key: with_.key, body, headers: { "content-type": type } });
}

async function kept(bytes: Uint8Array): Promise<string> {
  const { body } = await post(bytes);
  return (body as { id: string }).id;
}

const overall = { id: "overall", scale: 5, text: { vi: "Ông/Bà có hài lòng không?" } };
const putForm = (more: object): Promise<Answered> =>
  askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "spoken", questions: [overall], ...more }] });
const read = (id: string, text = overall.text.vi, language = "vi"): object => ({ language, text, id });

beforeAll(async () => {
  base = await openAgency("T12");
  await putThreeUnits(base);
  key = await giveKey(base, { scopes: ["config:write"] });
});

describe("POST …/audio", () => {
  test("keeps a recording under the SHA-256 of its bytes, once", async () => {
    const bytes = wav(1);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const id = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const told = { id, type: "audio/wav", bytes: 64, is_used: false };
    expect(await post(bytes)).toMatchObject({ status: 201, body: told });
    expect(await post(bytes)).toMatchObject({ status: 201, body: told });
    expect(rowsOf(await ask(`GET ${base}/audio`, { key })).filter((row) => row.id === id)).toEqual([told]);
  });

  test.each([
    ["audio/mpeg", startingWith(0xff, 0xfb)],
    ["audio/mpeg", startingWith(...letters("ID3"))],
    ["audio/ogg", startingWith(...letters("OggS"))],
    ["audio/webm", startingWith(0x1a, 0x45, 0xdf, 0xa3)],
    ["audio/mp4", startingWith(0, 0, 0, 32, ...letters("ftypM4A "))],
    ["audio/wav", wav(2)],
  ])("takes %s", async (type, bytes) => {
    expect(await post(bytes, type)).toMatchObject({ status: 201, body: { type } });
  });

  test.each([
    ["a page that says to be a recording", "audio/mpeg", "<!doctype html><script>alert(1)</script>"],
    ["a recording of another kind than is said", "audio/ogg", wav(3)],
    ["AAC in its own frames, which is none of the kinds", "audio/mpeg", startingWith(0xff, 0xf1)],
    ["a kind that is not taken", "audio/flac", startingWith(...letters("fLaC"))],
    ["no bytes", "audio/wav", ""],
  ])("refuses %s", async (_, type, body) => {
    expect(await post(body, type)).toMatchObject({ status: 415, kind: "media-type" });
  });

  test("takes 200,000 bytes, and no more", async () => {
    expect(await post(wav(4, 200_000))).toMatchObject({ status: 201 });
    expect(await post(wav(4, 200_001))).toMatchObject({ status: 413, kind: "too-large" });
  });

  test("takes 10,000,000 bytes of an agency in all; what is deleted makes room", async () => {
    agencies += 1;
    const full = await openAgency(`T12FULL${agencies}`);
    const with_ = { base: full, key: await giveKey(full, { scopes: ["config:write"] }) };
    const ids: string[] = [];
    for (let mark = 0; mark < 50; mark += 1) {
      const { body } = await post(wav(mark, 200_000), "audio/wav", with_);
      ids.push((body as { id: string }).id);
    }
    expect(await post(wav(50), "audio/wav", with_)).toMatchObject({
      ...{ status: 413, kind: "too-large" },
      body: { detail: expect.stringContaining("delete unused ones") },
    });
    expect(await post(wav(0, 200_000), "audio/wav", with_)).toMatchObject({ status: 201 });
    expect(await ask(`DELETE ${full}/audio/${ids[7]}`, { key: with_.key })).toMatchObject({ status: 204 });
    expect(await post(wav(50), "audio/wav", with_)).toMatchObject({ status: 201 });
  });

  test("needs config:write on the whole agency", async () => {
    const reader = await giveKey(base, { scopes: ["indices:read"] });
    const north = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    expect(await post(wav(5), "audio/wav", { base, key: reader })).toMatchObject({
      status: 403,
      kind: "scope-missing",
    });
    expect(await post(wav(5), "audio/wav", { base, key: north })).toMatchObject({
      ...{ status: 403, kind: "outside-subtree" },
    });
  });
});

describe("GET …/audio/{id}", () => {
  test("gives the bytes to anybody, from any page, to be kept for ever and never taken for a page", async () => {
    const bytes = wav(6);
    const { status, headers, body } = await ask(`GET ${base}/audio/${await kept(bytes)}`, {});
    expect(status).toBe(200);
    expect(body).toBe(new TextDecoder().decode(bytes));
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "audio/wav",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
    });
  });

  test("is a problem for a recording that is not kept", async () => {
    expect(await ask(`GET ${base}/audio/${"0".repeat(64)}`, {})).toMatchObject({ status: 404, kind: "unknown-audio" });
  });
});

describe("a form with recordings", () => {
  test("becomes a new version with each change of them", async () => {
    const [one, other] = [await kept(wav(7)), await kept(wav(8))];
    expect(rowsOf(await putForm({ audio: [read(one)] }))).toMatchObject([{ version: 1, audio: [read(one)] }]);
    expect(rowsOf(await putForm({ audio: [read(one)] }))).toMatchObject([{ version: 1 }]);
    expect(rowsOf(await putForm({ audio: [read(other)] }))).toMatchObject([{ version: 2 }]);
    expect(rowsOf(await putForm({}))).toMatchObject([{ version: 3 }]);
  });

  test("is refused by the name of a recording that is not kept, and nothing is written", async () => {
    const missing = "f".repeat(64);
    const before = rowsOf(await askAsRoot(`GET ${base}/forms`));
    expect(await putForm({ audio: [read(await kept(wav(9))), read(missing, "Cảm ơn")] })).toMatchObject({
      status: 404,
      kind: "unknown-audio",
      body: { detail: expect.stringContaining(missing), errors: [{ pointer: "/forms/0/audio/1/id" }] },
    });
    expect(rowsOf(await askAsRoot(`GET ${base}/forms`))).toEqual(before);
  });

  test("is refused where a text has two recordings in one language", async () => {
    const id = await kept(wav(10));
    expect(await putForm({ audio: [read(id), read(id)] })).toMatchObject({ status: 400, kind: "invalid" });
    expect(await putForm({ audio: [read(id), read(id, overall.text.vi, "en")] })).toMatchObject({ status: 200 });
  });

  test("tells kiosks and counter tablets of them, and spares other pages the bytes", async () => {
    const audio = [read(await kept(wav(11)))];
    await putForm({ audio });
    const told: Record<string, unknown> = {};
    for (const channel of ["kiosk", "counter", "qr", "portal"]) {
      const touchpoint = { unit: "North", channel, name: "Chỗ", form: "spoken" };
      const [row] = rowsOf(await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] }));
      const { body } = await ask(`GET /v1/touchpoints/${row?.id}`, {});
      told[channel] = (body as { form: { audio?: unknown } }).form.audio;
    }
    expect(told).toEqual({ kiosk: audio, counter: audio, qr: undefined, portal: undefined });
  });
});

describe("DELETE …/audio/{id}", () => {
  test("takes a recording only once no form names it any more", async () => {
    const id = await kept(wav(12));
    await putForm({ audio: [read(id)] });
    expect(rowsOf(await ask(`GET ${base}/audio`, { key })).find((row) => row.id === id)).toMatchObject({
      is_used: true,
    });
    expect(await ask(`DELETE ${base}/audio/${id}`, { key })).toMatchObject({ status: 409, kind: "audio-in-use" });
    await putForm({});
    expect(await ask(`DELETE ${base}/audio/${id}`, { key })).toMatchObject({ status: 204 });
    expect(await ask(`DELETE ${base}/audio/${id}`, { key })).toMatchObject({ status: 404, kind: "unknown-audio" });
    expect(await ask(`GET ${base}/audio/${id}`, {})).toMatchObject({ status: 404 });
  });

  test("needs a key on the whole agency", async () => {
    const north = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    expect(await ask(`DELETE ${base}/audio/${await kept(wav(13))}`, { key: north })).toMatchObject({ status: 403 });
  });
});

describe("a reason's picture", () => {
  const reason = (picture: string): object => ({ id: "queue", levels: [1], text: { vi: "Xếp hàng lâu" }, picture });

  test("is one of those that the kiosk has", async () => {
    expect(await putForm({ reasons: [reason("waiting-time")] })).toMatchObject({ status: 200 });
    expect(await putForm({ reasons: [reason("dragon")] })).toMatchObject({
      ...{ status: 400, kind: "invalid" },
      body: { errors: [{ pointer: "/forms/0/reasons/0/picture" }] },
    });
  });

  test("makes a new version where it changes", async () => {
    const [before] = rowsOf(await putForm({ reasons: [reason("waiting-time")] }));
    const [after] = rowsOf(await putForm({ reasons: [reason("result-late")] }));
    expect(after?.version).toBe(Number(before?.version) + 1);
  });
});
