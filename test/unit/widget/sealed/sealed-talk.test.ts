import { beforeAll, describe, expect, test } from "vitest";
import type { PersonsTalk, RecipientsTalk, SealedMessage, SealedReport } from "../../../../shared/contract/sealed.ts";
import { sealedReport } from "../../../../shared/contract/sealed.ts";
import { fromBase64url, toBase64url, fingerprintOf } from "../../../../widget/sealed/bytes.ts";
import { heldKey, recoveryCode } from "../../../../widget/sealed/held-key.ts";
import { makeReport, openPersonsTalk, type OpenedTalk } from "../../../../widget/sealed/persons-talk.ts";
import type { HeldKey } from "../../../../widget/sealed/held-key.ts";
import { openRecipientsTalk, type ReadTalk } from "../../../../widget/sealed/recipients-talk.ts";
import { newKeyPair, pointOf, scalarOf } from "../../../../widget/sealed/sealing.ts";
import { proofOf, talkSecrets, talkCode } from "../../../../widget/sealed/talk-code.ts";

const { subtle } = crypto;
const random = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
const text = { happened: "Cán bộ gợi ý đưa 500 nghìn đồng", where: "Quầy 3, ngày 12", contact: "" };

let recipient: HeldKey;
let recipientKey: string;
let code: string;
let report: SealedReport;

async function newRecipient(): Promise<HeldKey> {
  const pair = await newKeyPair();
  return { pair, fingerprint: await fingerprintOf(await pointOf(pair.publicKey), subtle) };
}

beforeAll(async () => {
  recipient = await newRecipient();
  recipientKey = toBase64url(await pointOf(recipient.pair.publicKey));
  code = talkCode("H20", random(23));
  const made = await makeReport({ agency: "H20", recipientKey, code, text }, { subtle, random });
  if (made === null) throw new Error("the report was not sealed");
  report = made;
});

function asKept(messages: readonly SealedMessage[] = []): RecipientsTalk {
  const { id, public_key } = report.talk;
  const first = {
    sender: "person",
    number: 1,
    day: "2026-11-24",
    enc: report.enc,
    ciphertext: report.ciphertext,
  } as const;
  return {
    id,
    public_key,
    recipient: report.recipient,
    received_on: "2026-11-24",
    state: "new",
    kept_until: "2028-11-24",
    messages: [first, ...messages],
  };
}

async function read(talk: RecipientsTalk, key = recipient): Promise<ReadTalk> {
  return openRecipientsTalk("H20", talk, key);
}

/** The same base64url with one bit turned. */
function bent(encoded: string, at: number): string {
  const bytes = fromBase64url(encoded) ?? new Uint8Array();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return toBase64url(bytes);
}

async function answered(words: string): Promise<SealedMessage[]> {
  const { opened } = await read(asKept());
  const message = await opened?.answer(words);
  if (!message) throw new Error("the answer was not sealed");
  const { copy, ...answer } = message;
  return [
    { ...answer, sender: "recipient", day: "2026-11-25" },
    { ...copy, number: answer.number, sender: "copy", day: "2026-11-25" },
  ];
}

async function seenByPerson(
  messages: readonly SealedMessage[],
  different: Partial<PersonsTalk> = {},
): Promise<OpenedTalk | null> {
  const talk = {
    recipient: { name: "T", public_key: recipientKey, fingerprint: report.recipient, from: "2026-11-01", until: null },
    note: report.talk.note,
    received_on: "2026-11-24",
    state: "new" as const,
    kept_until: "2028-11-24",
    messages: asKept(messages).messages.filter(({ sender }) => sender !== "copy"),
    ...different,
  };
  return openPersonsTalk(talk, { agency: "H20", secrets: await talkSecrets(code, subtle), subtle });
}

describe("a report", () => {
  test("fits the contract, and opens by the recipient's key", async () => {
    expect(sealedReport.safeParse(report).error?.issues ?? []).toEqual([]);
    const { opened } = await read(asKept());
    expect(opened?.messages).toEqual([{ sender: "person", number: 1, day: "2026-11-24", said: text }]);
  });

  test("is as long as any other of its size", async () => {
    const other = { ...text, happened: "x", where: "" };
    const made = await makeReport({ agency: "H20", recipientKey, code, text: other }, { subtle, random });
    expect(made && JSON.stringify(made).length).toBe(JSON.stringify(report).length);
  });

  test("names the key of another recipient as such, and shows a forged name as changed", async () => {
    const other = await newRecipient();
    expect((await read(asKept(), other)).opened).toBeNull();
    const renamed = await read({ ...asKept(), recipient: other.fingerprint }, other);
    expect(renamed.opened?.messages[0]?.said).toBeNull();
  });

  test.each([0, 64, 65, 600, 1023, 1024, 1039])("is shown as changed when bit 1 of byte %i was turned", async (at) => {
    const talk = asKept();
    const messages = talk.messages.map((one) => ({ ...one, ciphertext: bent(one.ciphertext, at) }));
    expect((await read({ ...talk, messages })).opened?.messages[0]?.said).toBeNull();
  });

  test("is shown as changed when moved to another talk, number, agency or key of a person", async () => {
    const talk = asKept();
    const [first] = talk.messages;
    if (!first) throw new Error("no message");
    const moved: [string, RecipientsTalk][] = [
      ["H20", { ...talk, id: toBase64url(random(16)) }],
      ["H20", { ...talk, messages: [{ ...first, number: 2 }] }],
      ["H21", talk],
      ["H20", { ...talk, public_key: toBase64url(await pointOf((await newKeyPair()).publicKey)) }],
      ["H20", { ...talk, messages: [{ ...first, enc: bent(first.enc, 40) }] }],
    ];
    for (const [agency, kept] of moved) {
      expect((await openRecipientsTalk(agency, kept, recipient)).opened?.messages[0]?.said).toBeNull();
    }
  });

  test("shows that messages between were taken out", async () => {
    const talk = asKept();
    const [first] = talk.messages;
    if (!first) throw new Error("no message");
    expect((await read({ ...talk, messages: [first, { ...first, number: 4 }] })).opened?.missing).toBe(2);
  });
});

describe("an answer", () => {
  test("is read by whoever holds the code, and again by the recipient", async () => {
    const messages = await answered("Xin cho biết giờ");
    const said = (await seenByPerson(messages))?.messages.map((message) => message.said);
    expect(said).toEqual([null, { text: "Xin cho biết giờ" }]);
    const { opened } = await read(asKept(messages));
    expect(opened?.messages.map((message) => message.said)).toEqual([text, { text: "Xin cho biết giờ" }]);
  });

  test("that somebody else sealed to the person's public key is shown as changed", async () => {
    const forger = await newRecipient();
    const forged = await openRecipientsTalk("H20", { ...asKept(), recipient: forger.fingerprint }, forger);
    const message = await forged.opened?.answer("Xin cho biết họ tên");
    if (!message) throw new Error("nothing was forged");
    const { copy: _, ...answer } = message;
    const recipientOfForger = {
      name: "T",
      public_key: toBase64url(await pointOf(forger.pair.publicKey)),
      fingerprint: forger.fingerprint,
      from: "2026-11-01",
      until: null,
    };
    const kept = { ...answer, sender: "recipient", day: "2026-11-25" } as const;
    const seen = await seenByPerson([kept], { recipient: recipientOfForger });
    expect(seen?.isOtherKey).toBe(true);
    expect(seen?.messages.at(-1)?.said).toBeNull();
  });

  test("cannot be trusted where the person's own note was changed, and the person is told", async () => {
    expect(await seenByPerson([], { note: bent(report.talk.note, 60) })).toBeNull();
  });

  test("is written on by the person, whose further words open at the recipient", async () => {
    const seen = await seenByPerson(await answered("Xin cho biết giờ"));
    const message = await seen?.write("Lúc 9 giờ");
    if (!message) throw new Error("nothing was sealed");
    const { opened } = await read(asKept([{ ...message, sender: "person", day: "2026-11-26" }]));
    expect(opened?.messages.map((one) => one.said)).toEqual([text, { text: "Lúc 9 giờ" }]);
  });
});

describe("a code", () => {
  test("leads to the same secrets each time, and to none of another code's", async () => {
    const [first, again, other] = await Promise.all(
      [code, code, talkCode("H20", random(23))].map((one) => talkSecrets(one, subtle)),
    );
    expect([again?.id, again?.token]).toEqual([first?.id, first?.token]);
    expect(await scalarOf(again?.keys.privateKey as CryptoKey)).toEqual(
      await scalarOf(first?.keys.privateKey as CryptoKey),
    );
    expect(other?.id).not.toBe(first?.id);
    expect(report.talk.id).toBe(first?.id);
    expect(report.talk.proof).toBe(await proofOf(first?.token ?? "", subtle));
  });

  test("and its token are nowhere in what is sent", async () => {
    const { token } = await talkSecrets(code, subtle);
    const sent = JSON.stringify(report);
    for (const secret of [token, code, code.replaceAll("-", "")]) expect(sent).not.toContain(secret);
  });
});

test("a recovery sheet opens the key that it belongs to, and tells where it belongs to none", async () => {
  const door = (publicKey: string, fingerprint: string): Parameters<typeof heldKey>[1] => ({
    agency: { code: "H20", name: "T" },
    recipient: null,
    former: [{ name: "T", public_key: publicKey, fingerprint, from: "2026-11-01", until: "2026-11-02" }],
    history: [],
    announcement: null,
    keep_months: 24,
    official_channel: null,
    contact: null,
  });
  const recovery = recoveryCode(await scalarOf(recipient.pair.privateKey)).join("\n");
  const input = { file: "", passphrase: "", recovery };
  const held = await heldKey(input, door(recipientKey, recipient.fingerprint), subtle);
  expect(held.ok && (await read(asKept(), held.value)).opened?.messages[0]?.said).toEqual(text);
  const other = await newRecipient();
  const otherKey = toBase64url(await pointOf(other.pair.publicKey));
  expect(await heldKey(input, door(otherKey, other.fingerprint), subtle)).toEqual({
    ok: false,
    failure: "unknown-key",
  });
});
