import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { codeHashes } from "../../../worker/crypto/hash.ts";
import { hashOldCodes } from "../../../worker/feedback/hash-old-codes.ts";
import { oldCodeStore } from "../../../worker/feedback/old-code-store.ts";
import { type HashDeps, hashTicket, readDelivery } from "../../../worker/feedback/read-delivery.ts";
import { inAWord, newFeedback, newId, sendFeedback } from "../call-api.ts";
import { type CommentsOffice, hold, newTicket, openComments } from "../comments/comments-office.ts";

type Item = ReturnType<typeof newFeedback>;

function inObject<T>(office: CommentsOffice, run: (state: DurableObjectState) => T | Promise<T>): Promise<T> {
  return runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName(office.code)), (_, state) => run(state));
}

function newAmendKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .slice(0, 22);
}

/** Sends feedback with an amend key of its own each; every tenth is a comment with a ticket. In order of their ids. */
async function fill(office: CommentsOffice, count: number): Promise<Item[]> {
  const ids = Array.from({ length: count }, newId).sort();
  const items = ids.map((id, place) => {
    const words = place % 10 === 0 ? { comment: `Góp ý ${place}`, ticket: newTicket(office) } : {};
    return newFeedback(office.north, { id, amend_key: newAmendKey(), ...words });
  });
  for (let from = 0; from < count; from += 100) await sendFeedback(items.slice(from, from + 100));
  return items;
}

/** Writes codes in plain, as the release before stored them. */
function storePlain(storage: DurableObjectStorage, items: readonly Item[]): void {
  for (const { id, amend_key, ticket } of items) {
    const hex = String(id).replaceAll("-", "");
    storage.sql.exec("UPDATE feedback SET amend_key = ? WHERE id = unhex(?)", amend_key as string, hex);
    if (ticket) storage.sql.exec("UPDATE comment SET ticket = ? WHERE feedback = unhex(?)", ticket as string, hex);
  }
  storage.sql.exec("INSERT INTO code_hashing (feedback) VALUES (x'')");
}

/** Stored amend keys and tickets, each in order of its feedback's id. */
function storedCodes({ sql }: DurableObjectStorage): string[] {
  const keys = sql.exec<{ code: string }>("SELECT amend_key AS code FROM feedback ORDER BY id").toArray();
  const tickets = sql.exec<{ code: string }>("SELECT ticket AS code FROM comment WHERE ticket IS NOT NULL").toArray();
  return [...keys, ...tickets].map(({ code }) => code);
}

const revised = (item: Item): Item => ({ ...item, revision: 2, revised_at: item.answered_at, level: 1 });

describe("a code", () => {
  test("is stored as a hash of its own length, and a stored hash opens and changes nothing", async () => {
    const office = await openComments("HA");
    const [item = {}] = await fill(office, 1);
    const [key = "", ticket = ""] = await inObject(office, ({ storage }) => storedCodes(storage));
    expect([key, ticket].map((hash) => hash.length)).toEqual(
      [item.amend_key, item.ticket].map((code) => String(code).length),
    );
    expect([key, ticket].every((hash) => hash.startsWith("."))).toBe(true);
    expect((await hold("lookup", { code: String(item.ticket) })).status).toBe(200);
    expect(await hold("lookup", { code: ticket })).toMatchObject({ status: 404, kind: "unknown-ticket" });
    expect((await sendFeedback([{ ...revised(item), amend_key: key }])).map(inAWord)).toEqual(["invalid"]);
    expect((await sendFeedback([revised(item)])).map(inAWord)).toEqual(["accepted"]);
  });

  test("has another hash at another agency", async () => {
    const [one, other] = [codeHashes(() => "one"), codeHashes(() => "other")];
    for (const kind of ["amendKey", "ticket"] as const) {
      const hashes = [await one[kind]("H20-7K3M9Q2XHW4TP"), await other[kind]("H20-7K3M9Q2XHW4TP")];
      expect(await one[kind]("H20-7K3M9Q2XHW4TP")).toBe(hashes[0]);
      expect(new Set(hashes).size).toBe(2);
    }
  });

  test("never gets another hash than it had in data of today", async () => {
    const { amendKey, ticket } = codeHashes(() => "a secret");
    expect(await amendKey("AAAAAAAAAAAAAAAAAAAAAA")).toBe(".C7bZY05A45LeUbdUXCcwj");
    expect(await ticket("H20-7K3M9Q2XHW4TP")).toBe(".Xsv9GgzyV2l02i0r");
  });

  test("is taken again from the same sender, ticket and all, as a duplicate", async () => {
    const office = await openComments("HA");
    const [item = {}] = await fill(office, 1);
    expect((await sendFeedback([item])).map(inAWord)).toEqual(["duplicate"]);
    const thief = newFeedback(office.north, { comment: "Khác", ticket: item.ticket });
    expect((await sendFeedback([thief])).map(inAWord)).toEqual(["ticket-taken"]);
  });
});

describe("codes of the release before", () => {
  const crash = new Error("the server was killed");
  let office: CommentsOffice;
  let items: Item[];
  let hashes: string[];

  beforeAll(async () => {
    office = await openComments("HB");
    items = await fill(office, 450);
    hashes = await inObject(office, ({ storage }) => storedCodes(storage));
    await inObject(office, ({ storage }) => storePlain(storage, items));
  });

  /** As an object that has just woken up. */
  function awake(storage: DurableObjectStorage): HashDeps & { readonly oldCodes: ReturnType<typeof oldCodeStore> } {
    const secret = storage.sql.exec<{ secret: string }>("SELECT cursor_secret AS secret FROM agency").one().secret;
    return { hashes: codeHashes(() => secret), oldCodes: oldCodeStore(storage.sql) };
  }

  function run(storage: DurableObjectStorage, rest: () => Promise<void>): Promise<void> {
    return hashOldCodes({ ...awake(storage), rest, inTransaction: (write) => storage.transactionSync(write) });
  }

  const areHashed = ({ sql }: DurableObjectStorage): unknown =>
    sql.exec("SELECT count(*) AS hashed FROM feedback WHERE amend_key LIKE '.%'").one().hashed;

  const carry = (item: Item): { json: string; signer: null } => ({
    json: JSON.stringify({ sentAt: new Date().toISOString(), items: [item] }),
    signer: null,
  });

  test("are hashed a portion a turn, and a restart goes on where it was", async () => {
    await inObject(office, async ({ storage }) => {
      await expect(run(storage, () => Promise.reject(crash))).rejects.toBe(crash);
      expect(areHashed(storage)).toBe(100);
      let turns = 0;
      const end = run(storage, () => {
        turns += 1;
        return turns === 1 ? Promise.reject(crash) : Promise.resolve();
      });
      await expect(end).rejects.toBe(crash);
      expect(areHashed(storage)).toBe(200);
    });
  });

  test("count while others are hashed already: the right key amends, a wrong one doesn't, a ticket is found", async () => {
    await inObject(office, async ({ storage }) => {
      const [late = {}, other = {}] = items.slice(420);
      const deps = awake(storage);
      const stored = (item: Item): unknown =>
        storage.sql
          .exec("SELECT amend_key AS code FROM feedback WHERE id = unhex(?)", String(item.id).replaceAll("-", ""))
          .one().code;
      expect(stored(late)).toBe(late.amend_key);
      const read = await readDelivery(carry(late), deps);
      expect(stored(late)).toBe(read.items[0]?.amend_key);
      await readDelivery(carry({ ...other, amend_key: "A".repeat(22) }), deps);
      expect(stored(other)).toBe(other.amend_key);
      const ticket = String(items[440]?.ticket);
      const hash = await hashTicket(ticket, deps);
      const found = storage.sql.exec("SELECT 1 FROM comment WHERE ticket = ?", hash).toArray();
      expect(found).toHaveLength(1);
    });
  });

  test("are all hashed in the end, as if they had come today, and nothing is done any more", async () => {
    await inObject(office, async ({ storage }) => {
      await run(storage, () => Promise.resolve());
      expect(storedCodes(storage)).toEqual(hashes);
      expect(storage.sql.exec("SELECT * FROM code_hashing").toArray()).toEqual([]);
      expect(awake(storage).oldCodes.next(1)).toBeNull();
    });
  });

  test("work from the first call on, and the object hashes them by itself", async () => {
    await inObject(office, ({ storage }) => storePlain(storage, items));
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName(office.code)));
    const [amended, wrong, looked] = await Promise.all([
      sendFeedback([revised(items[449] ?? {})]),
      sendFeedback([{ ...revised(items[448] ?? {}), amend_key: "A".repeat(22) }]),
      hold("lookup", { code: String(items[440]?.ticket) }),
    ]);
    expect([amended, wrong].flat().map(inAWord)).toEqual(["accepted", "wrong-amend-key"]);
    expect(looked.status).toBe(200);
    await expect.poll(() => inObject(office, ({ storage }) => areHashed(storage))).toBe(450);
    expect(await inObject(office, ({ storage }) => storedCodes(storage))).toEqual(hashes);
  });
});
