import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { successorText } from "../../../shared/crypto/sealed-binding.ts";
import { isSignedBy } from "../../../worker/crypto/public-keys.ts";
import { askApi, callApi, makeAgency, rootKey } from "../call-api.ts";
import { join } from "../members/joined-member.ts";
import { kindOf, newPoint, newRecipientKey, type RecipientKey, sealedBytes, noise } from "./sealed-caller.ts";

type Entry = {
  readonly name: string;
  readonly public_key: string;
  readonly fingerprint: string;
  readonly from: string;
  readonly until: string | null;
  readonly followed: string;
  readonly signature: string | null;
  readonly announced_on: string | null;
};
type Door = {
  readonly recipient: { readonly fingerprint: string } | null;
  readonly history: readonly Entry[];
  readonly announcement: { readonly fingerprint: string; announced_on: string; takes_effect_on: string } | null;
};
type Naming = { readonly announced_on: string | null; readonly takes_effect_on: string | null };

const name = "Thanh tra tỉnh";

function dayAfter(days: number): string {
  return new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

/** An agency with a first recipient, whose key this side has, and two access keys with `sealed:write`. */
type Office = {
  readonly code: string;
  readonly at: string;
  readonly first: RecipientKey;
  readonly one: string;
  readonly other: string;
};

async function keyOf(code: string, scopes: readonly string[], by = rootKey): Promise<string> {
  const body = { name: "test", scopes };
  return (await askApi<{ key: string }>(`/v1/agencies/${code}/keys`, { key: by, body })).key;
}

async function openOffice(): Promise<Office> {
  const { code } = await makeAgency("FOLLOW");
  const at = `/v1/agencies/${code}/sealed-recipient`;
  const [one, other] = [await keyOf(code, ["sealed:write"]), await keyOf(code, ["sealed:write"])];
  const first = await newRecipientKey();
  await askApi(at, { method: "PUT", key: one, body: { name, public_key: first.point } });
  return { code, at, first, one, other };
}

function put({ at, one }: Office, body: object): Promise<string> {
  return kindOf(at, { method: "PUT", key: one, body });
}

function announce({ at }: Office, key: string, body: object): Promise<Naming> {
  return askApi(`${at}/announcement`, { method: "PUT", key, body });
}

function doorOf({ at }: Office): Promise<Door> {
  return askApi(at);
}

/** Lets days pass over an announcement, and closes the day. */
async function closeAfter({ code }: Office, days: number): Promise<void> {
  const stub = env.AGENCY.get(env.AGENCY.idFromName(code));
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("UPDATE sealed_announcement SET announced_day = announced_day - ?", days);
  });
  await runDurableObjectAlarm(stub);
}

describe("the recipient of sealed reports", () => {
  test("is set and ended by sealed:write alone; config:write no longer may", async () => {
    const { code, key } = await makeAgency("FOLLOW");
    const at = `/v1/agencies/${code}/sealed-recipient`;
    const body = { name, public_key: await newPoint() };
    for (const method of ["PUT", "DELETE"]) {
      const call = { method, key, ...(method === "PUT" ? { body } : {}) };
      expect(await kindOf(at, call)).toBe("scope-missing");
      expect(await kindOf(`${at}/announcement`, call)).toBe("scope-missing");
    }
    const writer = await keyOf(code, ["sealed:write"]);
    expect(await kindOf(at, { method: "PUT", key: writer, body })).toBe("200");
    expect(await kindOf(at, { method: "DELETE", key: writer })).toBe("204");
  });

  test("is followed at once by one that its key signs, and the history has the signature for everybody to check", async () => {
    const office = await openOffice();
    const { code, first } = office;
    const { point, fingerprint } = await newRecipientKey();
    const signature = await first.sign({ agency: code, number: 2, fingerprint, name: "Thanh tra Sở" });
    expect(await put(office, { name: "Thanh tra Sở", public_key: point, signature })).toBe("200");
    const { recipient, history } = await doorOf(office);
    expect(recipient?.fingerprint).toBe(fingerprint);
    expect(history.map(({ followed, until }) => [followed, until])).toEqual([
      ["signed", null],
      ["first", dayAfter(0)],
    ]);
    const [newest, before] = history;
    const told = { agency: code, number: 2, before: before?.fingerprint ?? "", fingerprint, name: newest?.name ?? "" };
    expect(await isSignedBy(before?.public_key ?? "", newest?.signature ?? "", successorText(told))).toBe(true);
  });

  test("is not followed without a signature, nor by one of another key, agency, place, name or recipient", async () => {
    const office = await openOffice();
    const { code, first } = office;
    const { point, fingerprint } = await newRecipientKey();
    const right = { agency: code, number: 2, fingerprint, name: "Mới" };
    const body = { name: "Mới", public_key: point };
    const signatures = {
      none: undefined,
      noise: noise(64),
      "another key's": await (await newRecipientKey()).sign(right),
      "another agency's": await first.sign({ ...right, agency: "H20" }),
      "another place's": await first.sign({ ...right, number: 3 }),
      "another name's": await first.sign({ ...right, name: "Mới " }),
      "another recipient's": await first.sign({ ...right, fingerprint: first.fingerprint }),
    };
    for (const [whose, signature] of Object.entries(signatures)) {
      expect([whose, await put(office, { ...body, signature })]).toEqual([whose, "recipient-unproved"]);
    }
    expect((await doorOf(office)).history).toHaveLength(1);
    expect(await put(office, { ...body, signature: await first.sign(right) })).toBe("200");
  });

  test("is not followed by a signature that was used before, even when its signer is the recipient again", async () => {
    const office = await openOffice();
    const { code, first } = office;
    const second = await newRecipientKey();
    const signature = await first.sign({ agency: code, number: 2, fingerprint: second.fingerprint, name });
    const body = { name, public_key: second.point, signature };
    expect(await put(office, body)).toBe("200");
    const back = { agency: code, number: 3, fingerprint: first.fingerprint, name };
    expect(await put(office, { name, public_key: first.point, signature: await second.sign(back) })).toBe("200");
    expect(await put(office, body)).toBe("recipient-unproved");
  });

  test("needs the signature of the key before also after an end and for another name", async () => {
    const office = await openOffice();
    const { code, at, first, one } = office;
    const rename = { name: "Thanh tra khác", public_key: first.point };
    expect(await put(office, rename)).toBe("recipient-unproved");
    await callApi(at, { method: "DELETE", key: one });
    expect(await put(office, { name, public_key: await newPoint() })).toBe("recipient-unproved");
    expect(await put(office, { name, public_key: first.point })).toBe("recipient-unproved");
    const told = { agency: code, number: 2, fingerprint: first.fingerprint, name };
    expect(await put(office, { name, public_key: first.point, signature: await first.sign(told) })).toBe("200");
    expect((await doorOf(office)).history.map(({ until }) => until)).toEqual([null, dayAfter(0)]);
  });
});

describe("telephone and address of the recipient", () => {
  test("are shown to everybody, also while no key is set, set by sealed:write alone, and in the audit log", async () => {
    const { code } = await makeAgency("FOLLOW");
    const at = `/v1/agencies/${code}/sealed-recipient`;
    const body = { name: "Thanh tra tỉnh", phone: "0277 3851 431", address: "12 Đường 30/4, Cao Lãnh" };
    const door = (): Promise<object> => askApi(at);
    expect(await door()).toMatchObject({ recipient: null, contact: null });
    const [config, sealed] = [await keyOf(code, ["config:write"]), await keyOf(code, ["sealed:write"])];
    expect(await kindOf(`${at}/contact`, { method: "PUT", key: config, body })).toBe("scope-missing");
    expect(await askApi(`${at}/contact`, { method: "PUT", key: sealed, body })).toEqual(body);
    expect(await door()).toMatchObject({ recipient: null, contact: body });
    await askApi(`${at}/contact`, { method: "PUT", key: sealed, body: { name: "Thanh tra tỉnh" } });
    expect(await door()).toMatchObject({ contact: { name: "Thanh tra tỉnh" } });
    const { data } = await askApi<{ data: object[] }>(`/v1/agencies/${code}/audit?what=sealed-recipient.contact`, {
      key: rootKey,
    });
    expect(data).toMatchObject([
      { before: Object.values(body).join(", "), after: "Thanh tra tỉnh" },
      { before: null, after: Object.values(body).join(", ") },
    ]);
  });
});

describe("a recipient without a signature", () => {
  test("takes effect after it was named by two keys and stood announced for seven whole days", async () => {
    const office = await openOffice();
    const { one, other, first } = office;
    const { point, fingerprint } = await newRecipientKey();
    const body = { name: "Mới", public_key: point };
    expect(await announce(office, one, body)).toMatchObject({ announced_on: null, takes_effect_on: null });
    expect((await doorOf(office)).announcement).toBeNull();
    const told = { fingerprint, announced_on: dayAfter(0), takes_effect_on: dayAfter(8) };
    expect(await announce(office, other, body)).toMatchObject(told);
    expect((await doorOf(office)).announcement).toMatchObject(told);

    await closeAfter(office, 7);
    expect((await doorOf(office)).recipient?.fingerprint).toBe(first.fingerprint);
    await closeAfter(office, 1);
    const { recipient, history, announcement } = await doorOf(office);
    expect([recipient?.fingerprint, announcement]).toEqual([fingerprint, null]);
    const days = { from: dayAfter(0), until: null, announced_on: dayAfter(-8) };
    expect(history[0]).toMatchObject({ fingerprint, followed: "announced", signature: null, ...days });
  });

  test("leaves the one before in place meanwhile: reports go to it", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    await announce(office, office.one, body);
    await announce(office, office.other, body);
    const talk = { id: noise(16), public_key: await newPoint(), proof: "a".repeat(64), note: noise(158) };
    const report = { agency: office.code, ...(await sealedBytes()), talk };
    expect(await kindOf("/v1/sealed", { body: { ...report, recipient: office.first.fingerprint } })).toBe("201");
  });

  test("is not announced by one key alone, whatever it sends twice", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    for (let count = 0; count < 2; count += 1) {
      expect(await announce(office, office.one, body)).toMatchObject({ announced_on: null });
    }
    // Another name or key begins anew.
    expect(await announce(office, office.other, { ...body, name: "Khác" })).toMatchObject({ announced_on: null });
    expect((await doorOf(office)).announcement).toBeNull();
  });

  test("is announced by two members, neither of whom invited the other, and counts none who was removed", async () => {
    const office = await openOffice();
    const base = `/v1/agencies/${office.code}`;
    const [one, two, gone] = [
      await join(base, { role: "administrator" }),
      await join(base, { role: "administrator" }),
      await join(base, { role: "administrator" }),
    ];
    const body = { name: "Mới", public_key: await newPoint() };
    const call = { method: "PUT", key: two.key, body };
    await announce(office, gone.key, body);
    await callApi(`${base}/members/${gone.id}`, { method: "DELETE", key: rootKey });
    expect(await kindOf(`${office.at}/announcement`, call)).toBe("second-key-needed");
    await callApi(`${office.at}/announcement`, { method: "DELETE", key: two.key });
    await announce(office, one.key, body);
    expect(await kindOf(`${office.at}/announcement`, call)).toBe("200");
    expect((await doorOf(office)).announcement).not.toBeNull();
  });

  test("does not count a first key that was revoked since", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    await announce(office, office.one, body);
    const { data } = await askApi<{ data: { id: string }[] }>(`/v1/agencies/${office.code}/keys`, { key: rootKey });
    const id = data.find((key) => office.one.includes(key.id))?.id;
    expect(await kindOf(`/v1/agencies/${office.code}/keys/${id}`, { method: "DELETE", key: rootKey })).toBe("204");
    const call = { method: "PUT", key: office.other, body };
    expect(await kindOf(`${office.at}/announcement`, call)).toBe("second-key-needed");
  });

  test("may be named by the root key as one of the two", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    await announce(office, rootKey, body);
    expect(await announce(office, rootKey, body)).toMatchObject({ announced_on: null });
    expect(await announce(office, office.one, body)).toMatchObject({ announced_on: dayAfter(0) });
  });

  test("is withdrawn by either key, and does not take effect then", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    for (const withdrawing of [office.one, office.other]) {
      await announce(office, office.one, body);
      await announce(office, office.other, body);
      const call = { method: "DELETE", key: withdrawing };
      expect((await callApi(`${office.at}/announcement`, call)).status).toBe(204);
      expect((await doorOf(office)).announcement).toBeNull();
    }
    await closeAfter(office, 30);
    expect((await doorOf(office)).history).toHaveLength(1);
  });

  test("cannot be replaced while it stands announced", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    await announce(office, office.one, body);
    await announce(office, office.other, body);
    const another = { method: "PUT", key: office.one, body: { ...body, public_key: await newPoint() } };
    expect(await kindOf(`${office.at}/announcement`, another)).toBe("announcement-stands");
  });

  test("falls when the key before signs another one", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    await announce(office, office.one, body);
    await announce(office, office.other, body);
    const { point, fingerprint } = await newRecipientKey();
    const signature = await office.first.sign({ agency: office.code, number: 2, fingerprint, name });
    expect(await put(office, { name, public_key: point, signature })).toBe("200");
    await closeAfter(office, 30);
    const { recipient, announcement } = await doorOf(office);
    expect([recipient?.fingerprint, announcement]).toEqual([fingerprint, null]);
  });

  test("leaves who named, announced, withdrew and set it in the audit log", async () => {
    const office = await openOffice();
    const body = { name: "Mới", public_key: await newPoint() };
    const both = async (): Promise<void> => {
      await announce(office, office.one, body);
      await announce(office, office.other, body);
    };
    await both();
    await callApi(`${office.at}/announcement`, { method: "DELETE", key: office.one });
    await both();
    await closeAfter(office, 8);
    const path = `/v1/agencies/${office.code}/audit?what=sealed-recipient`;
    const { data } = await askApi<{ data: { what: string; by: string; why: string | null }[] }>(path, { key: rootKey });
    const ids = [office.one, office.other].map((key) => data.find(({ by }) => key.includes(by))?.by);
    const who = new Map([...ids.map((id, place) => [id, ["one", "other"][place]] as const), ["server", "server"]]);
    expect(data.map(({ what, by }) => `${what.replace("sealed-recipient.", "")} by ${who.get(by)}`)).toEqual([
      "put by server",
      "announced by other",
      "named by one",
      "withdrawn by one",
      "announced by other",
      "named by one",
      "put by one",
    ]);
    expect(data[0]?.why).toBe("announced");
  });
});

test("recipients of before the update keep their days; the first is first, later ones are said to be unproved", async () => {
  const { code } = await makeAgency("FOLLOW");
  await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName(code)), async (_, { storage }) => {
    const { agencyMigrations } = await import("../../../worker/agency/agency-migrations.ts");
    const { applyMigrations } = await import("../../../worker/runtime/apply-migrations.ts");
    const { sealedStore } = await import("../../../worker/sealed/sealed-store.ts");
    await storage.deleteAll();
    const step = agencyMigrations.findIndex(({ sql }) => sql.includes("TABLE sealed_announcement"));
    applyMigrations(storage, agencyMigrations.slice(0, step));
    storage.sql.exec("INSERT INTO sealed_recipient VALUES (1, 'A', 'p', 'f', 10, 20), (2, 'B', 'q', 'g', 20, NULL)");
    storage.sql.exec("INSERT INTO sealed_talk VALUES ('t', 'f', 'k', 'p', 'n', 10, 'closed')");
    applyMigrations(storage, agencyMigrations);
    const store = sealedStore(storage.sql);
    expect(store.recipients().map(({ name: who, fromDay, followed }) => [who, fromDay, followed])).toEqual([
      ["B", 20, "unproved"],
      ["A", 10, "first"],
    ]);
    const inTwoYears = Math.floor(Date.now() / 86_400_000) + 731;
    expect(store.findTalk("t")?.lastDay).toBe(inTwoYears);
    await storage.deleteAll();
  });
});
