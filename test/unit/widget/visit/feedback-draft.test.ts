import fc from "fast-check";
import { validate, v7, version } from "uuid";
import { expect, test } from "vitest";
import { uuidV7 as contractId } from "../../../../shared/codes.ts";
import { feedbackItem, reviseWithinMs as contractWithinMs } from "../../../../shared/contract/feedback.ts";
import type { OutboxNews } from "../../../../widget/outbox/drain-outbox.ts";
import { noConfig } from "../../../../widget/config/touchpoint-config.ts";
import {
  amendKey,
  draftContext,
  followWithinMs,
  heard,
  mayFollow,
  noDelivery,
  pageKey,
  reviseDraft,
  reviseWithinMs,
  startDraft,
  storedIn,
  underWay,
  uuidV7,
} from "../../../../widget/visit/feedback-draft.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

const now = { ms: Date.parse("2026-11-24T08:15:00.000+07:00"), offsetMinutes: 420, monotonicMs: 5000.4 };
const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);
const first = startDraft({ level: 2 }, { context: { touchpoint, locale: "vi" }, now, random });

test("the first tap makes id, secret and time, and is what the contract takes", () => {
  expect(first.item).toMatchObject({ revision: 1, level: 2, touchpoint, answered_at: "2026-11-24T08:15:00.000+07:00" });
  expect(feedbackItem.safeParse(first.item).success).toBe(true);
});

test("a revision is the whole snapshot, its time told by the clock that nobody sets", () => {
  const later = { ms: now.ms - 3_600_000, offsetMinutes: 480, monotonicMs: now.monotonicMs + 4200 };
  const second = reviseDraft(first, { reasons: ["sign-in"] }, later);
  expect(second?.item).toEqual({
    ...first.item,
    revision: 2,
    reasons: ["sign-in"],
    revised_at: "2026-11-24T09:15:04.200+08:00",
  });
  expect(feedbackItem.safeParse(second?.item).success).toBe(true);
});

test("a comment that is taken back leaves nothing behind on the wire", () => {
  const second = reviseDraft(first, { comment: "Chậm", ticket: "H20-7K3M9Q2XHW4TP" }, now);
  const third = second && reviseDraft(second, { comment: undefined, ticket: undefined }, now);
  expect(JSON.parse(JSON.stringify(third?.item))).toEqual({
    ...first.item,
    revision: 3,
    revised_at: first.item.answered_at,
  });
});

test("it is closed after the contract's 15 minutes, not a moment earlier", () => {
  expect(reviseWithinMs).toBe(contractWithinMs);
  const after = (ms: number) => reviseDraft(first, { level: 3 }, { ...now, monotonicMs: now.monotonicMs + ms });
  expect(after(reviseWithinMs)?.item.level).toBe(3);
  expect(after(reviseWithinMs + 1)).toBeUndefined();
});

function contextOf(attributes: Readonly<Record<string, string>>, config = { ...noConfig }) {
  const attribute = (name: string): string => ({ touchpoint, ...attributes })[name] ?? "";
  return draftContext({ attribute, address: "https://h.example/nop", locale: "vi", config });
}

test("says where feedback was given, and which form was shown", () => {
  const context = contextOf({ service: "1.004227", dossier: "H20.20.4-241124-0001" }, touchpointConfig);
  expect(context).toEqual({
    touchpoint,
    locale: "vi",
    page: "/nop",
    form_version: 3,
    dossier: "H20.20.4-241124-0001",
    service: "1.004227",
  });
});

test("names no service where the touchpoint is bound to one", () => {
  const bound = { ...touchpointConfig, service: { id: "1.000001", name: "Khai sinh" } };
  expect(contextOf({ service: "1.004227" }, bound)).not.toHaveProperty("service");
});

test("whatever the host page writes, the contract takes it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (service, dossier, page) => {
      const { item } = keptFeedback(1, 1, contextOf({ service, dossier, page }));
      expect(feedbackItem.safeParse(item).success).toBe(true);
    }),
  );
});

const address = "https://dichvucong.example/ho-so/nop?ma=H20.1&ten=An#xong";

test.each([
  ["", "/ho-so/nop"],
  ["nop-ho-so.buoc-3", "nop-ho-so.buoc-3"],
  ["/tra-cuu?ma=1#x", "/tra-cuu"],
  ["https://khac.example/trang?so=0912", "/trang"],
  ["?ma=1", "/ho-so/nop"],
  ["../tra-cuu", "/tra-cuu"],
  ["https://", "/ho-so/nop"],
])("of the attribute %j it keeps %j", (given, kept) => {
  expect(pageKey(given, address)).toBe(kept);
});

test("is never longer than the contract allows", () => {
  expect(pageKey("x".repeat(300), address)).toHaveLength(200);
});

test("a comment may follow a rating for 7 days from the rating's own time, not a moment longer", () => {
  const aTime = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(aTime, fc.uint8Array({ minLength: 10, maxLength: 10 }), (atMs, random) => {
      const id = uuidV7(atMs, random);
      expect([mayFollow(id, atMs), mayFollow(id, atMs + followWithinMs)]).toEqual([true, true]);
      expect(mayFollow(id, atMs + followWithinMs + 1)).toBe(false);
    }),
  );
  expect(followWithinMs).toBe(604_800_000);
});

test.each(["", "0193", "00000000-0000-4000-8000-000000000000"])("nothing follows %j", (id) => {
  expect(mayFollow(id, 0)).toBe(false);
});

const idBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.nat({ max: 2 ** 48 - 1 });

test("is a UUIDv7 in the contract's eyes and in another implementation's", () => {
  fc.assert(
    fc.property(time, idBytes, (atMs, bytes) => {
      const id = uuidV7(atMs, bytes);
      expect(contractId.safeParse(id).success).toBe(true);
      expect(validate(id) && version(id)).toBe(7);
    }),
  );
});

test("carries its time as another implementation writes it, so that ids sort by age", () => {
  fc.assert(
    fc.property(time, idBytes, (atMs, bytes) => {
      expect(uuidV7(atMs, bytes).slice(0, 13)).toBe(v7({ msecs: atMs, seq: 0 }).slice(0, 13));
    }),
  );
});

test("differs by what is random", () => {
  const of = (fill: number): string => uuidV7(1, new Uint8Array(10).fill(fill));
  expect(new Set([0, 1, 2, 254, 255].map(of)).size).toBe(5);
});

const keyBytes = fc.uint8Array({ minLength: 17, maxLength: 17 });

test("is 22 url-safe characters, whatever the bytes", () => {
  fc.assert(
    fc.property(keyBytes, (bytes) => {
      expect(amendKey(bytes)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    }),
  );
});

test("is base64url of the bytes, as Node writes it", () => {
  fc.assert(
    fc.property(keyBytes, (bytes) => {
      expect(amendKey(bytes)).toBe(Buffer.from(bytes).toString("base64url").slice(0, 22));
    }),
  );
});

const second = reviseDraft(first, { reasons: ["sign-in"] }, now) ?? first;

/** The server's answer to a revision. */
function answered(revision: number, outcome: "accepted" | "refused", id = first.item.id): OutboxNews {
  const kept = { server: "", id, item: { ...first.item, id, revision }, session: "", tappedAtMs: 0 };
  return { kind: "settled", server: "", settlement: { kept, receipt: { id, revision, outcome } } };
}

test("a feedback is being written, then on the device, then receipted or refused", () => {
  const written = storedIn(underWay(noDelivery, first), "device");
  expect(written).toEqual({ state: "device", isInMemory: false, isThere: false });
  expect(heard(written, first, answered(1, "accepted"))).toMatchObject({ state: "receipted", isThere: true });
  expect(heard(written, first, answered(1, "refused"))).toMatchObject({ state: "refused", isThere: false });
});

test("an answer that comes before the device has stored it stands", () => {
  const settled = heard(underWay(noDelivery, first), first, answered(1, "accepted"));
  expect(storedIn(settled, "device").state).toBe("receipted");
});

test("news of another feedback, or of an older revision, change nothing", () => {
  const written = storedIn(underWay(noDelivery, second), "memory");
  expect(heard(written, second, answered(1, "accepted"))).toBe(written);
  expect(heard(written, second, answered(2, "accepted", uuidV7(1, new Uint8Array(10))))).toBe(written);
});

test("held up on its way, whether nobody answers or too many send; what is answered is not held up", () => {
  const delayed = (isBusy: boolean): OutboxNews => ({ kind: "delayed", server: "", isBusy });
  const written = storedIn(underWay(noDelivery, first), "memory");
  expect(heard(written, first, delayed(false))).toMatchObject({ state: "unreachable", isInMemory: true });
  expect(heard(written, first, delayed(true)).state).toBe("busy");
  const refused = heard(written, first, { kind: "delayed", server: "", isBusy: false, status: 403 });
  expect(refused).toMatchObject({ state: "unreachable", status: 403 });
  expect(heard(refused, first, delayed(false))).not.toHaveProperty("status");
  const settled = heard(written, first, answered(1, "accepted"));
  expect(heard(settled, first, delayed(false))).toBe(settled);
});

test("while a further revision is under way the server still has the first; a feedback of its own it has not", () => {
  const settled = heard(storedIn(underWay(noDelivery, first), "device"), first, answered(1, "accepted"));
  expect(underWay(settled, second)).toMatchObject({ state: "writing", isThere: true });
  expect(underWay(settled, startDraft({ level: 3 }, { context: { touchpoint }, now, random })).isThere).toBe(false);
});
