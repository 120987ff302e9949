import {
  type EnrolledDevice,
  enrolledDevice,
  enrolment,
  type HeartbeatAnswer,
  heartbeatSeconds,
} from "../../shared/contract/device.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type GuessLimit, guess } from "../limits/guess-limit.ts";
import { importDeviceKey } from "../crypto/public-keys.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import { beginAlert, endAlerts, lastingAlerts } from "./alerts.ts";
import type { DeviceDeps } from "./device-deps.ts";
import type { StoredDevice } from "./device-store.ts";
import { hashOfCode } from "./enrolment-code.ts";
import { watchDevice } from "./watch-device.ts";

/** `POST /v1/enrolments`: trades a code for a device. */
export const enrolDevice: Operation<DeviceDeps & { readonly wrongCodes: GuessLimit }> = operation({
  method: "POST",
  path: "/v1/enrolments",
  audience: "code-holder",
  summary: "Make a tablet a device, by the code that the office gave",
  description:
    "The tablet's key replaces the device's key; numbering goes on. A code that is unknown, used or expired gets the same answer; only the tablet that used it may repeat the request.",
  body: enrolment,
  answer: enrolledDevice,
  statuses: [201],
  failures: ["unknown-code", "invalid", "rate-limited"],
  at: ({ body: { agency } }) => ({ agency, otherwise: { kind: "unknown-code" } }),
  guesses: true,
  changesDoors: true,
  runs: "in a transaction",
  // A device that is enrolled must be checked from now on.
  wakes: true,
  async prepare(_, __, { body: { agency, code, public_key: publicKey } }) {
    const hash = await hashOfCode(agency, code);
    const isOnCurve = (await importDeviceKey(publicKey)) !== null;
    return isOnCurve ? ok({ hash, publicKey }) : fail(invalidAt("/public_key", "must be a point on P-256"));
  },
  // The agency's limit holds for all clients together.
  run: (deps, _, { prepared: { hash, publicKey } }) =>
    guess(deps.wrongCodes, deps.nowMs, (): Result<EnrolledDevice, FailureOf<"unknown-code">> => {
      const { devices, nowMs } = deps;
      const code = devices.findCode(hash);
      const device = code && devices.find(code.device);
      if (!code || !device) return fail({ kind: "unknown-code" });
      const [former] = devices.keys(device.id);
      if (code.usedMs !== null) {
        const isSame = former?.publicKey.x === publicKey.x && former.publicKey.y === publicKey.y;
        // The tablet that used the code may not have heard the answer; anybody else's use is an alert.
        if (isSame && code.expiresMs > nowMs && device.revokedMs === null) return ok(toEnrolledDevice(deps, device));
        beginAlert(deps, device.id, { kind: "code-reused", detail: "an enrolment code was given a second time" });
        return fail({ kind: "unknown-code" });
      }
      if (code.expiresMs <= nowMs) return fail({ kind: "unknown-code" });
      const enrolled: StoredDevice = {
        ...device,
        ...{ firstEnrolledMs: device.firstEnrolledMs ?? nowMs, enrolledMs: nowMs, revokedMs: null },
        ...{ heartbeat: null, clockAheadMs: null, beforeKey: device.highest },
      };
      devices.spendCode(hash, nowMs);
      devices.addKey({ device: device.id, number: (former?.number ?? 0) + 1, publicKey, counter: 0 });
      devices.put(enrolled);
      devices.close(enrolled.touchpoint);
      deps.memory.forget();
      endAlerts(deps, device.id, lastingAlerts);
      watchDevice(deps, enrolled);
      return ok(toEnrolledDevice(deps, enrolled));
    }),
});

function toEnrolledDevice({ organization, nowMs }: DeviceDeps, device: StoredDevice): EnrolledDevice {
  return { device: device.id, agency: organization.agency.code, ...ordersFor(device, nowMs) };
}

/** Returns what the office wants of a device now. */
export function ordersFor({ touchpoint, name, pin, highest: sequence }: StoredDevice, nowMs: number): HeartbeatAnswer {
  const server_time = new Date(nowMs).toISOString();
  return { touchpoint, name, pin, server_time, heartbeat_seconds: heartbeatSeconds, sequence };
}
