import { beforeAll, describe, expect, test } from "vitest";
import type { SealedDoor, SealedHistoryEntry } from "../../../../shared/contract/sealed.ts";
import { toBase64url, fingerprintOf } from "../../../../widget/sealed/bytes.ts";
import { heldKey, makeKeyFile, recoveryCode } from "../../../../widget/sealed/held-key.ts";
import { checkHistory, signSuccessor } from "../../../../widget/sealed/successors.ts";
import { newKeyPair, pointOf, scalarOf } from "../../../../widget/sealed/sealing.ts";

const { subtle } = crypto;
const random = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
const passphrase = "ba con trâu đen ăn cỏ";

/** Two keys, of which the first signs the second. */
let [first, second]: CryptoKeyPair[] = [];
let history: SealedHistoryEntry[];

async function entry(
  pair: CryptoKeyPair,
  name: string,
  more: Partial<SealedHistoryEntry>,
): Promise<SealedHistoryEntry> {
  const point = await pointOf(pair.publicKey);
  const days = { from: "2026-11-01", until: null, announced_on: null };
  const key = { public_key: toBase64url(point), fingerprint: await fingerprintOf(point, subtle) };
  return { name, ...key, ...days, followed: "first", signature: null, ...more };
}

function doorOf(entries: readonly SealedHistoryEntry[]): SealedDoor {
  const [newest = null, ...former] = entries.map(({ name, public_key, fingerprint, from, until }) => {
    return { name, public_key, fingerprint, from, until };
  });
  const more = { announcement: null, keep_months: 24, official_channel: null, contact: null };
  return { agency: { code: "H20", name: "T" }, recipient: newest, former, history: [...entries], ...more };
}

async function falseOnes(entries: readonly SealedHistoryEntry[]): Promise<string[]> {
  const checked = await checkHistory(doorOf(entries), subtle);
  return checked.filter(({ isFalse }) => isFalse).map(({ name }) => name);
}

beforeAll(async () => {
  [first, second] = [await newKeyPair(), await newKeyPair()];
  const oldest = await entry(first as CryptoKeyPair, "A", { until: "2026-11-20" });
  const { fingerprint } = await entry(second as CryptoKeyPair, "B", {});
  const successor = { agency: "H20", number: 2, before: oldest.fingerprint, fingerprint, name: "B" };
  const signature = await signSuccessor(first as CryptoKeyPair, successor, subtle);
  history = [await entry(second as CryptoKeyPair, "B", { followed: "signed", signature }), oldest];
});

describe("the history of keys", () => {
  test("is right where each key that is said to be signed was signed by the one before", async () => {
    expect(await falseOnes(history)).toEqual([]);
  });

  test("shows a signature as false that another key made, that is missing, or that was for another name or place", async () => {
    const [newest, oldest] = history as [SealedHistoryEntry, SealedHistoryEntry];
    const stranger = await entry(await newKeyPair(), "A", {});
    const forged: Record<string, SealedHistoryEntry[]> = {
      "another key before": [newest, stranger],
      "no key before": [newest],
      "no signature": [{ ...newest, signature: null }, oldest],
      "another name": [{ ...newest, name: "B " }, oldest],
      "another key": [{ ...stranger, name: "B", followed: "signed", signature: newest.signature }, oldest],
      "another place": [newest, oldest, stranger],
    };
    for (const [what, entries] of Object.entries(forged)) {
      expect([what, (await falseOnes(entries)).length]).toEqual([what, 1]);
    }
  });
});

test("a key signs after it was opened by its file or by its recovery sheet", async () => {
  const [, oldest] = history as [SealedHistoryEntry, SealedHistoryEntry];
  const pair = first as CryptoKeyPair;
  const file = JSON.stringify(await makeKeyFile({ pair, name: "A", passphrase }, { subtle, random }));
  const recovery = recoveryCode(await scalarOf(pair.privateKey)).join("\n");
  for (const input of [
    { file, passphrase, recovery: "" },
    { file: "", passphrase: "", recovery },
  ]) {
    const held = await heldKey(input, doorOf(history), subtle);
    if (!held.ok) throw new Error(held.failure);
    const { fingerprint } = history[0] as SealedHistoryEntry;
    const successor = { agency: "H20", number: 2, before: oldest.fingerprint, fingerprint, name: "B" };
    const signature = await signSuccessor(held.value.pair, successor, subtle);
    expect(await falseOnes([{ ...(history[0] as SealedHistoryEntry), signature }, oldest])).toEqual([]);
  }
});
