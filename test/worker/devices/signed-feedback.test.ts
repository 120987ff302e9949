import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { askApi, callApi, inAWord, newFeedback, sendFeedback } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import {
  alertsOf,
  batchOf,
  beat,
  enrolledTablet,
  inShort,
  kioskAgency,
  makeDevice,
  type KioskAgency,
  newTabletKey,
  numbered,
  postSigned,
  readDevice,
  sendSigned,
  sign,
} from "./signing-tablet.ts";

async function storedFeedback({ code, key }: KioskAgency): Promise<Record<string, unknown>[]> {
  return (await askApi<{ data: Record<string, unknown>[] }>(`/v1/agencies/${code}/feedback?limit=1000`, { key })).data;
}

describe("a signed batch", () => {
  test("counts like any other; its sequence numbers are stored", async () => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    expect(await sendSigned(tablet, numbered(tablet, [1, 2, 3]))).toEqual(["accepted", "accepted", "accepted"]);
    const rows = await storedFeedback(agency);
    expect(rows.map(({ sequence, standing, flags }) => [sequence, standing, flags])).toEqual([
      [1, "plain", []],
      [2, "plain", []],
      [3, "plain", []],
    ]);
    const device = await readDevice(agency, tablet.device);
    expect(device.sequence).toEqual({ highest: 3, received: 3, pending: 0, lost: 0, wiped: 0 });
    expect(device.last_feedback_at).not.toBeNull();
  });

  test("is refused with a signature over another body, path or method", async () => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    const [body, other] = [batchOf(numbered(tablet, [1])), batchOf(numbered(tablet, [1]))];
    const headers = await sign(tablet, feedbackPath, body);
    expect(await inShort(await callApi(feedbackPath, { body: other, headers }))).toBe("401 signature");
    const digest = (await sign(tablet, feedbackPath, other))["content-digest"];
    const mixed = { ...headers, "content-digest": digest };
    expect(await inShort(await callApi(feedbackPath, { body: other, headers: mixed }))).toBe("401 signature");
    const elsewhere = await sign(tablet, "/v1/devices", body);
    expect(await inShort(await callApi(feedbackPath, { body, headers: elsewhere }))).toBe("401 signature");
    expect(await storedFeedback(agency)).toEqual([]);
  });

  test.each(["content-digest", "signature-input", "signature"] as const)("is refused without its %s", async (name) => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    const body = batchOf(numbered(tablet, [1]));
    const headers = new Headers(await sign(tablet, feedbackPath, body));
    headers.delete(name);
    expect(await inShort(await callApi(feedbackPath, { body, headers }))).toBe("401 signature");
  });

  test("is refused if another key signed it, or if the device is not known", async () => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    const thief = { ...tablet, ...(await newTabletKey()) };
    expect(await inShort(await postSigned(thief, numbered(tablet, [1])))).toBe("401 signature");
    const stranger = { ...tablet, device: "device-0000000000000000" };
    expect(await inShort(await postSigned(stranger, numbered(tablet, [1])))).toBe("401 signature");
    expect(await sendSigned(tablet, numbered(tablet, [1]))).toEqual(["accepted"]);
  });

  test("is refused if it has feedback for two agencies", async () => {
    const [agency, other] = [await kioskAgency("SIGN"), await kioskAgency("SIGN")];
    const tablet = await enrolledTablet(agency);
    const response = await postSigned(tablet, [...numbered(tablet, [1]), newFeedback(other.kiosks[0])]);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: "/feedback/1/touchpoint" }] });
  });

  test("gets receipts in its order; an item that the contract refuses spoils no other", async () => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    const foreign = newFeedback(agency.kiosks[1], { sequence: 2 });
    const batch = [...numbered(tablet, [1]), { level: 9 }, foreign, ...numbered(tablet, [3])];
    expect(await sendSigned(tablet, batch)).toEqual(["accepted", "invalid", "wrong-device", "accepted"]);
    expect((await readDevice(agency, tablet.device)).sequence).toMatchObject({ highest: 3, received: 2 });
  });

  test("sent again with the next counter is a duplicate, and counts once", async () => {
    const agency = await kioskAgency("SIGN");
    const tablet = await enrolledTablet(agency);
    const batch = numbered(tablet, [1, 2]);
    await sendSigned(tablet, batch);
    expect(await sendSigned(tablet, batch)).toEqual(["duplicate", "duplicate"]);
    expect(await storedFeedback(agency)).toHaveLength(2);
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
  });
});

describe("a counter", () => {
  test("that was used is refused with the highest counter seen, and begins an alert", async () => {
    const agency = await kioskAgency("COUNT");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1]));
    await sendSigned(tablet, numbered(tablet, [2]));
    const response = await postSigned(tablet, numbered(tablet, [3]), 1);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ type: "/docs/problems#counter-stale", counter: 2 });
    expect(await storedFeedback(agency)).toHaveLength(2);
    expect(await alertsOf(agency, tablet.device)).toEqual(["fork"]);
    expect(await inShort(await beat(tablet, {}, 2))).toBe("409 counter-stale");
    expect(await inShort(await beat(tablet, {}, 3))).toBe("200");
  });

  test("is shared by feedback and heartbeats, and outlives a restart", async () => {
    const agency = await kioskAgency("COUNT");
    const tablet = await enrolledTablet(agency);
    expect(await inShort(await beat(tablet, {}, 41))).toBe("200");
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName(agency.code)));
    expect(await inShort(await postSigned(tablet, numbered(tablet, [1]), 41))).toBe("409 counter-stale");
    expect(await inShort(await postSigned(tablet, numbered(tablet, [1]), 42))).toBe("200");
  });

  test("of a request that another one overtook is refused, without an alert", async () => {
    const agency = await kioskAgency("COUNT");
    const tablet = await enrolledTablet(agency);
    await beat(tablet, {}, 1);
    await beat(tablet, {}, 3);
    expect(await inShort(await beat(tablet, {}, 2))).toBe("409 counter-stale");
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
  });

  test("stays unused if its request has a wrong signature", async () => {
    const agency = await kioskAgency("COUNT");
    const tablet = await enrolledTablet(agency);
    const thief = { ...tablet, ...(await newTabletKey()) };
    expect(await inShort(await beat(thief, {}, Number.MAX_SAFE_INTEGER))).toBe("401 signature");
    expect(await inShort(await beat(tablet, {}, 1))).toBe("200");
  });
});

describe("unsigned feedback", () => {
  test("is refused at a device's touchpoint, except a comment from a phone", async () => {
    const agency = await kioskAgency("BARE");
    const touchpoint = agency.kiosks[0];
    expect((await sendFeedback([newFeedback(touchpoint)])).map(inAWord)).toEqual(["accepted"]);
    const tablet = await enrolledTablet(agency);
    const [rating] = numbered(tablet, [1]);
    await sendSigned(tablet, [rating]);
    const [refused] = await sendFeedback([newFeedback(touchpoint)]);
    expect(refused?.problem).toMatchObject({ type: "/docs/problems#device-needed", permanent: false });
    const comment = { level: null, comment: "Chờ lâu", follows: rating?.id };
    expect((await sendFeedback([newFeedback(touchpoint, comment)])).map(inAWord)).toEqual(["accepted"]);
    const levelled = await sendFeedback([newFeedback(touchpoint, { ...comment, level: 1 })]);
    expect(levelled.map(inAWord)).toEqual(["device-needed"]);
  });

  test("in words from a phone waits until the kiosk's signed rating is there", async () => {
    const agency = await kioskAgency("BARE");
    const touchpoint = agency.kiosks[0];
    const early = newFeedback(touchpoint);
    await sendFeedback([early]);
    const tablet = await enrolledTablet(agency);
    const other = await enrolledTablet(agency, { touchpoint: agency.kiosks[1] });
    const words = (follows: unknown, different: object = {}): object =>
      newFeedback(touchpoint, { level: null, comment: "Chờ lâu", follows, ...different });
    const [rating] = numbered(tablet, [1]);
    const waiting = words(rating?.id);
    const [refused] = await sendFeedback([waiting]);
    expect(refused?.problem).toMatchObject({ type: "/docs/problems#rating-awaited", permanent: false });
    await sendSigned(tablet, [rating]);
    expect((await sendFeedback([waiting])).map(inAWord)).toEqual(["accepted"]);
    const revised = {
      ...waiting,
      revision: 2,
      revised_at: (waiting as typeof early).answered_at,
      comment: "Chờ rất lâu",
    };
    expect((await sendFeedback([revised])).map(inAWord)).toEqual(["accepted"]);

    const [elsewhere] = numbered(other, [1], { touchpoint: agency.kiosks[1] });
    await sendSigned(other, [elsewhere]);
    const [unnumbered] = [newFeedback(touchpoint)];
    await sendSigned(tablet, [unnumbered]);
    const follow = [early.id, elsewhere?.id, (waiting as typeof early).id, unnumbered?.id, rating?.id];
    expect((await sendFeedback(follow.map((id) => words(id)))).map(inAWord)).toEqual([
      ...["rating-awaited", "rating-awaited", "rating-awaited"],
      ...["accepted", "accepted"],
    ]);
  });

  test("in words from a phone is not taken for a rating of more than seven days ago", async () => {
    const agency = await kioskAgency("BARE");
    const tablet = await enrolledTablet(agency);
    const ago = (days: number): string => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
    const ratings = [
      ...numbered(tablet, [1], { answered_at: ago(8) }),
      ...numbered(tablet, [2], { answered_at: ago(6) }),
    ];
    await sendSigned(tablet, ratings);
    const words = ratings.map(({ id }) =>
      newFeedback(agency.kiosks[0], { level: null, comment: "Chờ lâu", follows: id }),
    );
    expect((await sendFeedback(words)).map(inAWord)).toEqual(["rating-awaited", "accepted"]);
  });

  test("cannot revise what a device sent, even with its amend key", async () => {
    const agency = await kioskAgency("BARE");
    const tablet = await enrolledTablet(agency);
    const [rating] = numbered(tablet, [1]);
    await sendSigned(tablet, [rating]);
    const revised = { ...rating, revision: 2, revised_at: rating?.answered_at, level: 5 };
    expect((await sendFeedback([revised])).map(inAWord)).toEqual(["device-needed"]);
    expect((await storedFeedback(agency))[0]).toMatchObject({ level: 4, revision: 1 });
  });

  test("is a duplicate if it was accepted before the device was enrolled", async () => {
    const agency = await kioskAgency("BARE");
    const rating = newFeedback(agency.kiosks[0]);
    await sendFeedback([rating]);
    await enrolledTablet(agency);
    expect((await sendFeedback([rating])).map(inAWord)).toEqual(["duplicate"]);
  });

  test("is refused after the device was revoked or moved, until the touchpoint is opened", async () => {
    const agency = await kioskAgency("BARE");
    const { device } = await enrolledTablet(agency);
    const [here, there] = agency.kiosks;
    const kinds = async (): Promise<string[]> =>
      (await sendFeedback(agency.kiosks.map((touchpoint) => newFeedback(touchpoint)))).map(inAWord);
    const office = { key: agency.deviceKey };
    const path = `/v1/agencies/${agency.code}`;
    expect(await kinds()).toEqual(["device-needed", "accepted"]);
    await askApi(`${path}/devices/${device}`, { method: "PATCH", ...office, body: { touchpoint: there } });
    expect(await kinds()).toEqual(["device-needed", "device-needed"]);
    await callApi(`${path}/devices/${device}`, { method: "DELETE", ...office });
    expect(await kinds()).toEqual(["device-needed", "device-needed"]);
    for (const time of ["once", "again"]) {
      const opened = await callApi(`${path}/touchpoints/${here}/open`, { method: "POST", ...office });
      expect([time, opened.status]).toEqual([time, 204]);
    }
    expect(await kinds()).toEqual(["accepted", "device-needed"]);
    const { data } = await askApi<{ data: { id: string; signed_only?: true }[] }>(`${path}/touchpoints`, office);
    const signedOnly = data.flatMap(({ id, signed_only }) => (signed_only ? [id] : []));
    expect(signedOnly).toEqual([there]);
    await enrolledTablet(agency, { touchpoint: here });
    expect(await kinds()).toEqual(["device-needed", "device-needed"]);
  });

  test("is accepted while only a code for a device exists", async () => {
    const agency = await kioskAgency("BARE");
    await makeDevice(agency);
    expect((await sendFeedback([newFeedback(agency.kiosks[0])])).map(inAWord)).toEqual(["accepted"]);
  });

  test("is accepted for touchpoints without a device, in a batch with others", async () => {
    const agency = await kioskAgency("BARE");
    await enrolledTablet(agency);
    const batch = [agency.touchpoints[0], agency.kiosks[0], agency.kiosks[1]].map((id) => newFeedback(id));
    expect((await sendFeedback(batch)).map(inAWord)).toEqual(["accepted", "device-needed", "accepted"]);
  });
});

describe("a technician's trial", () => {
  test("gets a receipt; only its time is stored", async () => {
    const agency = await kioskAgency("TRIAL");
    const tablet = await enrolledTablet(agency);
    expect(await sendSigned(tablet, numbered(tablet, [1], { test: true }))).toEqual(["accepted"]);
    expect(await storedFeedback(agency)).toEqual([]);
    const device = await readDevice(agency, tablet.device);
    expect(device.last_test_at).not.toBeNull();
    expect(device.last_feedback_at).toBeNull();
    expect(device.gaps).toEqual([]);
  });

  test("is accepted only from the touchpoint's device", async () => {
    const agency = await kioskAgency("TRIAL");
    const tablet = await enrolledTablet(agency);
    const trial = newFeedback(agency.kiosks[1], { test: true });
    expect((await sendFeedback([trial])).map(inAWord)).toEqual(["device-needed"]);
    expect(await sendSigned(tablet, [trial])).toEqual(["wrong-device"]);
  });
});

describe("signs and pressure", () => {
  test("become flags; flagged feedback counts", async () => {
    const agency = await kioskAgency("FLAGS");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, [
      ...numbered(tablet, [1], { signs: ["clock"] }),
      ...numbered(tablet, [2], { signs: ["drumming"] }),
      ...numbered(tablet, [3], { pressure: "office" }),
      ...numbered(tablet, [4], { pressure: "no" }),
    ]);
    const rows = await storedFeedback(agency);
    expect(rows.map(({ standing, flags, pressure }) => [standing, flags, pressure])).toEqual([
      ["flagged", ["clock"], null],
      ["flagged", ["drumming"], null],
      ["flagged", ["pressure"], "office"],
      ["plain", [], "no"],
    ]);
    const path = `/v1/agencies/${agency.code}/indices?period=${formatDay(todayInVietnam()).slice(0, 4)}`;
    const { data } = await askApi<{ data: { n: number; flagged: { n: number } }[] }>(path, { key: agency.key });
    expect(data[0]).toMatchObject({ n: 4, flagged: { n: 3 } });
  });

  test("move the counts when a revision adds or takes them", async () => {
    const agency = await kioskAgency("FLAGS");
    const tablet = await enrolledTablet(agency);
    const [first] = numbered(tablet, [1]);
    const revised = (revision: number, said: object): object => {
      return { ...first, ...said, revision, revised_at: first?.answered_at };
    };
    const flagged = async (): Promise<number | undefined> => {
      const path = `/v1/agencies/${agency.code}/indices?period=${formatDay(todayInVietnam()).slice(0, 4)}`;
      return (await askApi<{ data: { flagged: { n: number } }[] }>(path, { key: agency.key })).data[0]?.flagged.n;
    };
    await sendSigned(tablet, [first]);
    expect(await flagged()).toBe(0);
    await sendSigned(tablet, [revised(2, { pressure: "other" })]);
    expect(await flagged()).toBe(1);
    await sendSigned(tablet, [revised(3, { pressure: "no" })]);
    expect(await flagged()).toBe(0);
    const verified = await askApi<{ data: { differences: number }[] }>(`/v1/agencies/${agency.code}/rollups/verify`, {
      method: "POST",
      key: agency.key,
    });
    expect(verified.data.map(({ differences }) => differences)).toEqual(verified.data.map(() => 0));
  });

  test("of pressure are shown to keys of the whole agency, the only ones that read rows", async () => {
    const agency = await kioskAgency("FLAGS");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, [
      ...numbered(tablet, [1], { pressure: "office" }),
      ...numbered(tablet, [2], { pressure: "office", signs: ["drumming"] }),
    ]);
    const rows = await storedFeedback(agency);
    expect(rows.map(({ standing, flags, pressure }) => [standing, flags, pressure])).toEqual([
      ["flagged", ["pressure"], "office"],
      ["flagged", ["drumming", "pressure"], "office"],
    ]);
    const csv = await (await callApi(`/v1/agencies/${agency.code}/exports/feedback.csv`, { key: agency.key })).text();
    expect([csv.includes("pressure"), csv.includes("office")]).toEqual([true, true]);
    const body = { name: "unit", scopes: ["feedback:read"], unit: "A" };
    const { key } = await askApi<{ key: string }>(`/v1/agencies/${agency.code}/keys`, { key: agency.key, body });
    for (const list of ["feedback", "exports/feedback.csv"]) {
      expect((await callApi(`/v1/agencies/${agency.code}/${list}`, { key })).status).toBe(403);
    }
  });
});

describe("twenty devices", () => {
  test("send a thousand batches at once, and each is accepted once", { timeout: 60_000 }, async () => {
    const agency = await kioskAgency("CROWD");
    const tablets = await Promise.all(Array.from({ length: 20 }, () => enrolledTablet(agency)));
    await Promise.all(
      tablets.map(async (tablet) => {
        for (let number = 1; number <= 50; number++) {
          expect(await sendSigned(tablet, numbered(tablet, [number]))).toEqual(["accepted"]);
        }
      }),
    );
    const path = `/v1/agencies/${agency.code}/devices`;
    type Listed = { data: { sequence: object; alerts: unknown[]; gaps: unknown[] }[] };
    const { data } = await askApi<Listed>(path, { key: agency.deviceKey });
    expect(data).toHaveLength(20);
    for (const device of data) {
      expect(device).toMatchObject({ sequence: { highest: 50, received: 50 }, alerts: [], gaps: [] });
    }
    expect(await storedFeedback(agency)).toHaveLength(1000);
  });

  test("lose nothing when each sends all of its batches at the same time", { timeout: 60_000 }, async () => {
    const agency = await kioskAgency("CROWD");
    const tablets = await Promise.all(Array.from({ length: 20 }, () => enrolledTablet(agency)));
    const taken = await Promise.all(
      tablets.flatMap((tablet) =>
        Array.from({ length: 25 }, async (_, place) => {
          const batch = numbered(tablet, [place + 1]);
          for (let tries = 1; tries < 200; tries++) {
            const response = await postSigned(tablet, batch);
            if (response.status === 200) return true;
            expect(response.status).toBe(409);
            tablet.counter = Math.max(tablet.counter, (await response.json<{ counter: number }>()).counter);
          }
          return false;
        }),
      ),
    );
    expect(taken).not.toContain(false);
    expect(await storedFeedback(agency)).toHaveLength(500);
    for (const { device } of tablets) {
      expect((await readDevice(agency, device)).sequence).toMatchObject({ highest: 25, received: 25 });
    }
  });
});

describe("a cloned profile", () => {
  test("shows by a number that two feedback have: both are accepted, the later one is flagged", async () => {
    const agency = await kioskAgency("FORK");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1, 2]));
    const clone = { ...tablet };
    expect(await sendSigned(clone, numbered(clone, [2, 3]))).toEqual(["accepted", "accepted"]);
    const rows = await storedFeedback(agency);
    expect(rows.map(({ sequence, flags }) => [sequence, flags])).toEqual([
      [1, []],
      [2, []],
      [2, ["fork"]],
      [3, []],
    ]);
    expect(await alertsOf(agency, tablet.device)).toEqual(["fork"]);
    expect((await readDevice(agency, tablet.device)).sequence).toMatchObject({ highest: 3, received: 3 });
  });

  test("shows also within one batch; duplicates and revisions keep the flag", async () => {
    const agency = await kioskAgency("FORK");
    const tablet = await enrolledTablet(agency);
    const [one, other] = [...numbered(tablet, [1]), ...numbered(tablet, [1])];
    await sendSigned(tablet, [one, other]);
    await sendSigned(tablet, [one, other]);
    await sendSigned(tablet, [{ ...other, revision: 2, revised_at: other?.answered_at, level: 1 }]);
    const rows = await storedFeedback(agency);
    const flags = new Map(rows.map(({ id, flags: set }) => [id, set]));
    expect([flags.get(one?.id), flags.get(other?.id)]).toEqual([[], ["fork"]]);
    expect(rows).toHaveLength(2);
  });

  test("has no alert any more once the device is enrolled again", async () => {
    const agency = await kioskAgency("FORK");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1]));
    await postSigned(tablet, numbered(tablet, [2]), 1);
    expect(await alertsOf(agency, tablet.device)).toEqual(["fork"]);
    const path = `/v1/agencies/${agency.code}/devices/${tablet.device}/codes`;
    const ticket = await askApi<{ code: string }>(path, { method: "POST", key: agency.deviceKey });
    const key = await newTabletKey();
    await askApi("/v1/enrolments", { body: { agency: agency.code, code: ticket.code, public_key: key.publicKey } });
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
  });
});
