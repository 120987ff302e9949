import { expect, test } from "vitest";
import { fingerprintBlocks, fingerprintOf } from "../../../../widget/sealed/bytes.ts";
import { type KeyFile, makeKeyFile, openKeyFile } from "../../../../widget/sealed/held-key.ts";
import { newKeyPair, pointOf, scalarOf } from "../../../../widget/sealed/sealing.ts";

const { subtle } = crypto;
const ports = { subtle, random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
const passphrase = "một câu dài dễ nhớ";

async function keptKey(): Promise<{ pair: CryptoKeyPair; file: KeyFile }> {
  const pair = await newKeyPair();
  return { pair, file: await makeKeyFile({ pair, name: "Thanh tra tỉnh", passphrase }, ports) };
}

test("gives the private key back to whoever has the passphrase, however a keyboard writes it", async () => {
  const { pair, file } = await keptKey();
  for (const typed of [passphrase, passphrase.normalize("NFD")]) {
    const opened = await openKeyFile(JSON.stringify(file), typed, ports);
    expect(opened.ok && (await scalarOf(opened.value.privateKey))).toEqual(await scalarOf(pair.privateKey));
  }
});

test("holds the private key under at least 600,000 rounds, and nowhere in the open", async () => {
  const { pair, file } = await keptKey();
  const { d = "?" } = await subtle.exportKey("jwk", pair.privateKey);
  expect(file.kdf.rounds).toBeGreaterThanOrEqual(600_000);
  expect(JSON.stringify(file)).not.toContain(d);
});

test("stays shut to another passphrase, and tells a file that was changed", async () => {
  const { file } = await keptKey();
  const { file: other } = await keptKey();
  const open = async (text: string, typed = passphrase): Promise<unknown> => {
    const opened = await openKeyFile(text, typed, ports);
    return opened.ok || opened.failure;
  };
  expect(await open(JSON.stringify(file), "một câu khác hẳn")).toBe("wrong-passphrase");
  expect(await open(JSON.stringify({ ...file, public_key: other.public_key }))).toBe("wrong-passphrase");
  expect(await open(JSON.stringify({ ...file, kind: "other" }))).toBe("no-key-file");
  for (const text of ["", "{}", "null", "ảnh"]) expect([text, await open(text)]).toEqual([text, "no-key-file"]);
});

test("a fingerprint is eight blocks of five digits of the key's SHA-256", async () => {
  const point = await pointOf((await newKeyPair()).publicKey);
  const digest = new DataView(await subtle.digest("SHA-256", point));
  const blocks = fingerprintBlocks(await fingerprintOf(point, subtle));
  expect(blocks.split(" ").map(Number)).toEqual(Array.from({ length: 8 }, (_, place) => digest.getUint16(2 * place)));
  expect(blocks).toMatch(/^(\d{5} ){7}\d{5}$/);
});
