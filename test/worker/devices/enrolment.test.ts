import { describe, expect, test } from "vitest";
import { callApi } from "../call-api.ts";
import {
  alertsOf,
  beat,
  changeStorage,
  enrol,
  enrolledTablet,
  inShort,
  kioskAgency,
  makeDevice,
  newTabletKey,
  numbered,
  postSigned,
  readDevice,
  sendSigned,
  trade,
} from "./signing-tablet.ts";

describe("enrolment", () => {
  test("makes a tablet the device; the office gets a code, a link and a QR", async () => {
    const agency = await kioskAgency("ENROL");
    const ticket = await makeDevice(agency);
    expect(ticket.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(ticket.pin).toMatch(/^[0-9]{6}$/);
    expect(ticket.link).toBe(`https://feedback.test/kiosk/#enrol=${agency.code}.${ticket.code}`);
    expect(ticket.qr_svg).toMatch(/^<svg /);
    const left = Date.parse(ticket.expires_at) - Date.now();
    expect(left).toBeGreaterThan(14 * 60_000);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
    expect((await readDevice(agency, ticket.device)).state).toBe("waiting");

    const tablet = await enrol(agency.code, ticket);
    expect(tablet.enrolled).toMatchObject({ device: ticket.device, agency: agency.code, sequence: 0 });
    expect(tablet.enrolled.touchpoint).toBe(agency.kiosks[0]);
    expect((await readDevice(agency, ticket.device)).state).toBe("enrolled");
    expect(await inShort(await beat(tablet))).toBe("200");
    expect(await sendSigned(tablet, numbered(tablet, [1]))).toEqual(["accepted"]);
  });

  test("gives the tablet a hash of the technician's PIN, and shows the hash to nobody else", async () => {
    const agency = await kioskAgency("ENROL");
    const tablet = await enrol(agency.code, await makeDevice(agency, { pin: "135790" }));
    const { salt, hash, rounds } = tablet.enrolled.pin;
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode("135790"), "PBKDF2", false, [
      "deriveBits",
    ]);
    const given = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
    const bits = await crypto.subtle.deriveBits(given, key, 256);
    expect(hash).toBe(
      btoa(String.fromCharCode(...new Uint8Array(bits)))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace("=", ""),
    );
    expect(JSON.stringify(await readDevice(agency, tablet.device))).not.toContain(hash);
  });

  test("takes a code once, and tells the office when it is given again", async () => {
    const agency = await kioskAgency("ENROL");
    const ticket = await makeDevice(agency);
    const tablet = await enrol(agency.code, ticket);
    expect(await inShort(await trade(agency.code, ticket.code, await newTabletKey()))).toBe("404 unknown-code");
    expect(await alertsOf(agency, ticket.device)).toEqual(["code-reused"]);
    expect(await inShort(await beat(tablet))).toBe("200");
    expect(await alertsOf(agency, ticket.device)).toEqual(["code-reused"]);
  });

  test("answers the same tablet again, without an alert", async () => {
    const agency = await kioskAgency("ENROL");
    const ticket = await makeDevice(agency);
    const key = await newTabletKey();
    const [first, second] = [await trade(agency.code, ticket.code, key), await trade(agency.code, ticket.code, key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await alertsOf(agency, ticket.device)).toEqual([]);
  });

  test("gives expired, unknown and used codes the same answer", async () => {
    const agency = await kioskAgency("ENROL");
    const [expired, used] = [await makeDevice(agency), await makeDevice(agency)];
    await changeStorage(
      agency.code,
      "UPDATE enrolment_code SET expires_ms = ? WHERE device = ?",
      Date.now(),
      expired.device,
    );
    await enrol(agency.code, used);
    const answers: unknown[] = [];
    for (const code of [expired.code, used.code, "22222222"]) {
      const response = await trade(agency.code, code, await newTabletKey());
      answers.push([response.status, await response.json()]);
    }
    const elsewhere = await trade("NOWHERE", "22222222", await newTabletKey());
    answers.push([elsewhere.status, await elsewhere.json()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await alertsOf(agency, expired.device)).toEqual([]);
  });

  test("stores only a hash of a code", async () => {
    const agency = await kioskAgency("ENROL");
    const { code } = await makeDevice(agency);
    const kept = await changeStorage(agency.code, "SELECT * FROM enrolment_code");
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(code);
  });

  test("ends a device's earlier code when it makes a further one", async () => {
    const agency = await kioskAgency("ENROL");
    const first = await makeDevice(agency);
    const path = `/v1/agencies/${agency.code}/devices/${first.device}/codes`;
    const second = await (await callApi(path, { method: "POST", key: agency.deviceKey })).json<typeof first>();
    expect(second.pin).toBeNull();
    expect(await inShort(await trade(agency.code, first.code, await newTabletKey()))).toBe("404 unknown-code");
    expect((await enrol(agency.code, second)).device).toBe(first.device);
  });

  test("limits a client that guesses codes, and no other client", async () => {
    const agency = await kioskAgency("ENROL");
    const key = { ...(await newTabletKey()), from: "203.0.113.7" };
    const guesses = Array.from(
      { length: 70 },
      (_, place) => `2222${2 + (place % 8)}${2 + (Math.floor(place / 8) % 8)}22`,
    );
    const statuses = await Promise.all(guesses.map(async (code) => (await trade(agency.code, code, key)).status));
    expect(statuses.filter((status) => status === 404)).toHaveLength(60);
    const refused = await trade(agency.code, "33333333", key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { code, device } = await makeDevice(agency);
    expect((await trade(agency.code, code, key)).status).toBe(429);
    expect((await enrol(agency.code, { code, device })).device).toBe(device);
  });

  test("refuses a key that is no point of the curve; the code stays valid", async () => {
    const agency = await kioskAgency("ENROL");
    const ticket = await makeDevice(agency);
    const key = await newTabletKey();
    const wrong = { ...key, publicKey: { ...key.publicKey, y: key.publicKey.x } };
    expect(await inShort(await trade(agency.code, ticket.code, wrong))).toBe("400 invalid");
    expect((await enrol(agency.code, ticket)).device).toBe(ticket.device);
  });
});

describe("a device", () => {
  test("that is revoked is refused from its next request on, and stays in the list", async () => {
    const agency = await kioskAgency("REVOKE");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1, 2]));
    const path = `/v1/agencies/${agency.code}/devices/${tablet.device}`;
    expect((await callApi(path, { method: "DELETE", key: agency.deviceKey })).status).toBe(204);
    expect(await inShort(await beat(tablet))).toBe("403 device-revoked");
    expect(await inShort(await postSigned(tablet, numbered(tablet, [3])))).toBe("403 device-revoked");
    const seen = await readDevice(agency, tablet.device);
    expect(seen).toMatchObject({ state: "revoked", sequence: { highest: 2, received: 2 }, alerts: [] });
    expect(seen.revoked_at).not.toBeNull();
    expect((await callApi(path, { method: "DELETE", key: agency.deviceKey })).status).toBe(204);
  });

  test("that is enrolled again goes on with its numbers; its former key is invalid", async () => {
    const agency = await kioskAgency("REVOKE");
    const before = await enrolledTablet(agency);
    await sendSigned(before, numbered(before, [1, 2, 3]));
    const path = `/v1/agencies/${agency.code}/devices/${before.device}`;
    await callApi(path, { method: "DELETE", key: agency.deviceKey });
    const again = await callApi(`${path}/codes`, { method: "POST", key: agency.deviceKey });
    const after = await enrol(agency.code, await again.json<{ code: string; device: string }>());
    expect(after.enrolled.sequence).toBe(3);
    expect(await sendSigned(after, numbered(after, [4]))).toEqual(["accepted"]);
    expect(await inShort(await beat(before))).toBe("403 device-revoked");
    expect((await readDevice(agency, after.device)).state).toBe("enrolled");
  });

  test("that is moved keeps its history, is told its touchpoint, and may still send what it captured before", async () => {
    const agency = await kioskAgency("MOVE");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1]));
    const [waiting] = numbered(tablet, [2]);
    const path = `/v1/agencies/${agency.code}/devices/${tablet.device}`;
    const body = { touchpoint: agency.kiosks[1], name: "Máy chuyển", opening_hours: [] };
    const moved = await callApi(path, { method: "PATCH", key: agency.deviceKey, body });
    expect(await moved.json()).toMatchObject({ touchpoint: agency.kiosks[1], unit: "B", name: "Máy chuyển" });
    const answer = await (await beat(tablet)).json();
    expect(answer).toMatchObject({ touchpoint: agency.kiosks[1], name: "Máy chuyển", sequence: 1 });
    tablet.enrolled = { ...tablet.enrolled, touchpoint: agency.kiosks[1] };
    expect(await sendSigned(tablet, [waiting, ...numbered(tablet, [3])])).toEqual(["accepted", "accepted"]);
    expect((await readDevice(agency, tablet.device)).sequence).toMatchObject({ highest: 3, received: 3 });
  });
});

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
