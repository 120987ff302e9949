import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { askApi, callApi, makeAgency, rootKey } from "../call-api.ts";
import {
  kindOf,
  newPoint,
  newReport,
  noise,
  putRecipient,
  type SealedAgency,
  sealedAgency,
  sealedBytes,
  sendReport,
} from "./sealed-caller.ts";

type Talk = {
  id: string;
  state: string;
  received_on: string;
  messages: { sender: string; number: number; day: string; ciphertext: string }[];
};
type Door = {
  recipient: { fingerprint: string; name: string } | null;
  former: { fingerprint: string; until: string }[];
};

const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

function at({ code }: Pick<SealedAgency, "code">, path: string): string {
  return `/v1/agencies/${code}/${path}`;
}

async function talksOf(agency: SealedAgency, query = ""): Promise<Talk[]> {
  return (await askApi<{ data: Talk[] }>(at(agency, `sealed-talks${query}`), { key: agency.reader })).data;
}

function rowsOf(code: string, statement: string): Promise<Record<string, SqlStorageValue>[]> {
  const { AGENCY } = env as unknown as { AGENCY: DurableObjectNamespace };
  const stub = AGENCY.get(AGENCY.idFromName(code));
  return runInDurableObject(stub, (_, { storage }) => storage.sql.exec(statement).toArray());
}

describe("the recipient of sealed reports", () => {
  test("is nobody at first; the answer says so and names the official channel", async () => {
    const { code } = await makeAgency("SEALED");
    const door = await askApi(at({ code }, "sealed-recipient"));
    expect(door).toEqual({
      agency: { code, name: `Tỉnh ${code}` },
      recipient: null,
      former: [],
      history: [],
      announcement: null,
      keep_months: 24,
      official_channel: null,
      contact: null,
    });
  });

  test("is set by a key on the whole agency, and everybody still sees the keys before", async () => {
    const agency = await sealedAgency("SEALED");
    const second = await putRecipient(agency, "Thanh tra Sở");
    const door = await askApi<Door>(at(agency, "sealed-recipient"));
    expect(door.recipient).toMatchObject({ fingerprint: second, name: "Thanh tra Sở" });
    expect(door.former).toMatchObject([{ fingerprint: agency.fingerprint, until: today() }]);
  });

  test("is in the audit log when set, changed and ended; talks are not, since entries have a time", async () => {
    const agency = await sealedAgency("SEALED");
    const second = await putRecipient(agency, "Thanh tra Sở");
    const { id } = await sendReport({ ...agency, fingerprint: second });
    const mark = { method: "PATCH", key: agency.reader, body: { state: "read" } };
    await askApi(at(agency, `sealed-talks/${id}`), mark);
    await callApi(at(agency, "sealed-recipient"), { method: "DELETE", key: agency.reader });
    const path = at(agency, "audit");
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(path, { key: rootKey });
    const told = data.filter(({ what }) => String(what).startsWith("sealed"));
    expect(told.map(({ what, on, before }) => [what, on, before])).toEqual([
      ["sealed-recipient.ended", second, null],
      ["sealed-recipient.put", second, agency.fingerprint],
      ["sealed-recipient.put", agency.fingerprint, null],
    ]);
    expect(JSON.stringify(data)).not.toContain(id);
  });

  test("is the same when set again, and the list does not grow", async () => {
    const agency = await makeAgency("SEALED");
    const body = { name: "Thanh tra tỉnh", public_key: await newPoint() };
    const put = { method: "PUT", key: rootKey, body };
    const first = await askApi(at(agency, "sealed-recipient"), put);
    expect(await askApi(at(agency, "sealed-recipient"), put)).toEqual(first);
  });

  test("cannot be set with a point that is not on the curve, nor with a private key beside it", async () => {
    const { code } = await makeAgency("SEALED");
    const put = (body: object): Promise<string> =>
      kindOf(at({ code }, "sealed-recipient"), { method: "PUT", key: rootKey, body });
    const point = await newPoint();
    expect(await put({ name: "T", public_key: `${point.slice(0, -4)}AAAA` })).toBe("invalid");
    expect(await put({ name: "T", public_key: point, private_key: noise(32) })).toBe("unknown-field");
    const announced = { method: "PUT", key: rootKey, body: { name: "T", public_key: `${point.slice(0, -4)}AAAA` } };
    expect(await kindOf(at({ code }, "sealed-recipient/announcement"), announced)).toBe("invalid");
  });

  test("cannot be set by the key of a unit", async () => {
    const { code } = await makeAgency("SEALED");
    const { key } = await askApi<{ key: string }>(at({ code }, "keys"), {
      key: rootKey,
      body: { name: "unit", scopes: ["sealed:read", "sealed:write"], unit: "A" },
    });
    const body = { name: "T", public_key: await newPoint() };
    expect(await kindOf(at({ code }, "sealed-recipient"), { method: "PUT", key, body })).toBe("outside-subtree");
    expect(await kindOf(at({ code }, "sealed-recipient"), { method: "DELETE", key })).toBe("outside-subtree");
    const announcement = at({ code }, "sealed-recipient/announcement");
    expect(await kindOf(announcement, { method: "PUT", key, body })).toBe("outside-subtree");
    expect(await kindOf(announcement, { method: "DELETE", key })).toBe("outside-subtree");
    expect(await kindOf(at({ code }, "sealed-talks"), { key })).toBe("outside-subtree");
  });

  test("is named to the element with an address that names no touchpoint", async () => {
    const agency = await makeAgency("SEALED");
    const [touchpoint] = agency.touchpoints;
    const config = (): Promise<{ sealed: unknown }> => askApi(`/v1/touchpoints/${touchpoint}`);
    expect((await config()).sealed).toBeNull();
    await putRecipient(agency, "Thanh tra tỉnh");
    expect((await config()).sealed).toMatchObject({ recipient: "Thanh tra tỉnh", url: `/sealed/${agency.code}` });
  });
});

describe("a sealed report", () => {
  test("is kept as ciphertext for its recipient, with a day and no time", async () => {
    const agency = await sealedAgency("SEALED");
    const { body, id } = await newReport(agency);
    expect(await askApi("/v1/sealed", { body })).toEqual({ received_on: today() });
    const [talk] = await talksOf(agency);
    expect(talk).toMatchObject({ id, state: "new", received_on: today() });
    expect(talk?.messages).toEqual([
      { sender: "person", number: 1, day: today(), enc: body.enc, ciphertext: body.ciphertext },
    ]);
  });

  test("is read, answered and marked by sealed:read, as before; sealed:write alone reads nothing", async () => {
    const agency = await sealedAgency("SEALED");
    const { id } = await sendReport(agency);
    const keyWith = async (...scopes: string[]): Promise<string> => {
      const body = { name: "one scope", scopes };
      return (await askApi<{ key: string }>(at(agency, "keys"), { key: rootKey, body })).key;
    };
    const key = await keyWith("sealed:read");
    expect(await kindOf(at(agency, "sealed-talks"), { key })).toBe("200");
    const answer = { number: 1, ...(await sealedBytes()), copy: await sealedBytes() };
    expect(await kindOf(at(agency, `sealed-talks/${id}/messages`), { key, body: answer })).toBe("201");
    const mark = { method: "PATCH", key, body: { state: "read" } };
    expect(await kindOf(at(agency, `sealed-talks/${id}`), mark)).toBe("200");
    expect(await kindOf(at(agency, "sealed-talks"), { key: await keyWith("sealed:write") })).toBe("scope-missing");
  });

  test("is not shown to any other scope", async () => {
    const { code, key } = await sealedAgency("SEALED");
    expect(await kindOf(at({ code }, "sealed-talks"), { key })).toBe("scope-missing");
    expect(await kindOf(at({ code }, "sealed-talks"), {})).toBe("unauthorized");
  });

  test("is kept once if it is sent twice", async () => {
    const agency = await sealedAgency("SEALED");
    const { body } = await newReport(agency);
    await askApi("/v1/sealed", { body });
    await askApi("/v1/sealed", { body });
    expect(await talksOf(agency)).toHaveLength(1);
    expect(await kindOf("/v1/sealed", { body: { ...body, ...(await sealedBytes()) } })).toBe("talk-taken");
  });

  test("is refused if the agency takes none, or if the key has changed meanwhile", async () => {
    const agency = await sealedAgency("SEALED");
    const { body } = await newReport(agency);
    await putRecipient(agency, "Người nhận khác");
    expect(await kindOf("/v1/sealed", { body })).toBe("recipient-changed");
    await callApi(at(agency, "sealed-recipient"), { method: "DELETE", key: agency.reader });
    expect(await kindOf("/v1/sealed", { body })).toBe("sealed-closed");
    expect(await kindOf("/v1/sealed", { body: { ...body, agency: "NOWHERE" } })).toBe("unknown-agency");
  });

  test("has one of three sizes", async () => {
    const agency = await sealedAgency("SEALED");
    for (const size of [1024, 4096, 16_384]) {
      const { body } = await newReport(agency, await sealedBytes(size));
      expect(await kindOf("/v1/sealed", { body })).toBe("201");
    }
    for (const size of [0, 100, 1023, 1025, 16_385]) {
      const { body } = await newReport(agency, { ciphertext: noise(size + 16) });
      expect([size, await kindOf("/v1/sealed", { body })]).toEqual([size, "invalid"]);
    }
    expect(await kindOf("/v1/sealed", { body: "x".repeat(40_000) })).toBe("too-large");
  });

  test("has no place for a touchpoint, a unit, a time or a feedback", async () => {
    const agency = await sealedAgency("SEALED");
    for (const name of ["touchpoint", "unit", "feedback", "sent_at", "locale"]) {
      const { body } = await newReport(agency, { [name]: "x" });
      expect([name, await kindOf("/v1/sealed", { body })]).toEqual([name, "unknown-field"]);
    }
  });
});

describe("what is stored of sealed reports", () => {
  test("holds days and no times, and rows whose order is that of random ids", async () => {
    const agency = await sealedAgency("SEALED");
    const sent: string[] = [];
    for (let count = 0; count < 12; count += 1) sent.push((await sendReport(agency)).id);
    const talks = await rowsOf(agency.code, "SELECT * FROM sealed_talk");
    const messages = await rowsOf(agency.code, "SELECT * FROM sealed_message");
    expect(talks.map(({ id }) => id)).toEqual([...sent].sort());
    expect(messages.map(({ talk }) => talk)).toEqual([...sent].sort());
    for (const [name, value] of [...talks, ...messages].flatMap((row) => Object.entries(row))) {
      if (typeof value === "number") expect([name, value < 100_000]).toEqual([name, true]);
    }
    expect(await rowsOf(agency.code, "SELECT * FROM feedback")).toEqual([]);
    await expect(rowsOf(agency.code, "SELECT rowid FROM sealed_talk")).rejects.toThrow(/rowid/);
    await expect(rowsOf(agency.code, "SELECT rowid FROM sealed_message")).rejects.toThrow(/rowid/);
  });

  test("is rewritten in the order of random ids at the close of a day, and nothing is lost", async () => {
    const agency = await sealedAgency("SEALED");
    for (let count = 0; count < 5; count += 1) await sendReport(agency);
    const before = await talksOf(agency);
    const { AGENCY } = env as unknown as { AGENCY: DurableObjectNamespace };
    const isDue = (): Promise<unknown> => rowsOf(agency.code, "SELECT is_due FROM sealed_mixing");
    await runDurableObjectAlarm(AGENCY.get(AGENCY.idFromName(agency.code)));
    expect(await isDue()).toEqual([{ is_due: 1 }]);
    await rowsOf(agency.code, "UPDATE sealed_mixing SET day = day - 1");
    expect(await runDurableObjectAlarm(AGENCY.get(AGENCY.idFromName(agency.code)))).toBe(true);
    expect(await isDue()).toEqual([{ is_due: 0 }]);
    expect(await rowsOf(agency.code, "SELECT * FROM sealed_message_aside")).toEqual([]);
    expect(await talksOf(agency)).toEqual(before);
  });

  test("sets no alarm of its own", async () => {
    const agency = await sealedAgency("SEALED");
    const { AGENCY } = env as unknown as { AGENCY: DurableObjectNamespace };
    const stub = AGENCY.get(AGENCY.idFromName(agency.code));
    const alarm = (): Promise<number | null> => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
    const before = await alarm();
    await sendReport(agency);
    expect(await alarm()).toBe(before);
  });
});

describe("a talk", () => {
  test("is read and continued by the holder of its token, and by nobody else", async () => {
    const agency = await sealedAgency("SEALED");
    const { id, token } = await sendReport(agency);
    const reading = { agency: agency.code, id, token };
    expect(await askApi("/v1/sealed/talks/read", { body: reading })).toMatchObject({
      recipient: { fingerprint: agency.fingerprint },
      state: "new",
      messages: [{ sender: "person", number: 1 }],
    });
    for (const wrong of [{ token: noise(32) }, { id: noise(16) }]) {
      const body = { ...reading, ...wrong };
      expect(await kindOf("/v1/sealed/talks/read", { body })).toBe("unknown-talk");
      const message = { number: 2, ...(await sealedBytes()) };
      expect(await kindOf("/v1/sealed/talks/write", { body: { ...body, message } })).toBe("unknown-talk");
    }
  });

  test("goes both ways, and is new again when the person writes", async () => {
    const agency = await sealedAgency("SEALED");
    const { id, token } = await sendReport(agency);
    const reading = { agency: agency.code, id, token };
    const answer = { number: 1, ...(await sealedBytes()), copy: await sealedBytes() };
    await askApi(at(agency, `sealed-talks/${id}/messages`), { key: agency.reader, body: answer });
    const mark = { method: "PATCH", key: agency.reader, body: { state: "read" } };
    expect(await askApi(at(agency, `sealed-talks/${id}`), mark)).toEqual({ id, state: "read" });
    const talk = await askApi<Talk>("/v1/sealed/talks/read", { body: reading });
    expect(talk.messages.map(({ sender, number }) => `${sender} ${number}`)).toEqual(["person 1", "recipient 1"]);
    expect(talk.state).toBe("read");

    const message = { number: 2, ...(await sealedBytes()) };
    await askApi("/v1/sealed/talks/write", { body: { ...reading, message } });
    const [seen] = await talksOf(agency, "?state=new");
    const senders = seen?.messages.map(({ sender, number }) => `${sender} ${number}`);
    expect(senders).toEqual(["copy 1", "person 1", "person 2", "recipient 1"]);
  });

  test("takes a message once, and only the next one", async () => {
    const agency = await sealedAgency("SEALED");
    const { id, token } = await sendReport(agency);
    const write = async (message: object): Promise<string> =>
      kindOf("/v1/sealed/talks/write", { body: { agency: agency.code, id, token, message } });
    const second = { number: 2, ...(await sealedBytes()) };
    expect(await write({ ...second, number: 3 })).toBe("invalid");
    expect(await write(second)).toBe("201");
    expect(await write(second)).toBe("201");
    expect(await write({ ...second, ...(await sealedBytes()) })).toBe("message-taken");
  });

  test("stays with the key that it was sealed to when the recipient takes a new one", async () => {
    const agency = await sealedAgency("SEALED");
    const { id, token } = await sendReport(agency);
    await putRecipient(agency, "Thanh tra tỉnh");
    const body = { agency: agency.code, id, token };
    expect(await askApi("/v1/sealed/talks/read", { body })).toMatchObject({
      recipient: { fingerprint: agency.fingerprint, until: today() },
    });
  });

  test("that is not there cannot be answered or marked", async () => {
    const agency = await sealedAgency("SEALED");
    const path = at(agency, `sealed-talks/${noise(16)}`);
    const body = { number: 1, ...(await sealedBytes()), copy: await sealedBytes() };
    expect(await kindOf(`${path}/messages`, { key: agency.reader, body })).toBe("unknown-talk");
    const mark = { method: "PATCH", key: agency.reader, body: { state: "closed" } };
    expect(await kindOf(path, mark)).toBe("unknown-talk");
  });
});

test("the list of sealed reports is read page by page", async () => {
  const agency = await sealedAgency("SEALED");
  for (let count = 0; count < 5; count += 1) await sendReport(agency);
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const path = at(agency, `sealed-talks?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    const page: { data: Talk[]; meta: { next_cursor: string | null } } = await askApi(path, { key: agency.reader });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.meta.next_cursor;
  }
  expect(seen).toEqual((await talksOf(agency)).map(({ id }) => id));
  expect(new Set(seen).size).toBe(5);
});
