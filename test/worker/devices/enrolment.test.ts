import { describe, expect, test } from "vitest";
import { callApi } from "../call-api.ts";
import {
  beat,
  changeStorage,
  enrol,
  inShort,
  kioskAgency,
  makeDevice,
  newTabletKey,
  readDevice,
  sendSigned,
  numbered,
  trade,
} from "./signing-tablet.ts";

describe("enrolment", () => {
  test("makes a tablet the device, by a code, a link and a QR that the office gets", async () => {
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
});
