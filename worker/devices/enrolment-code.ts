import { renderSVG } from "uqr";
import { enrolmentForMs, type EnrolmentTicket, enrolmentTicket } from "../../shared/contract/device.ts";
import { ok } from "../../shared/result.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { hashOf } from "../crypto/hash.ts";
import { type Operation, operation, type Shape, type WorkerDeps } from "../operations/operation.ts";
import { publicOrigin } from "../operations/read-request.ts";
import type { DeviceDeps } from "./device-deps.ts";
import { reachedDevice, unitOfDevice } from "./reached-device.ts";

/** What enrolment codes are made and stored with. */
export type CodeDeps = DeviceDeps & { readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer> };

/** `POST …/devices/{id}/codes`: a further code for the same device. */
export const createEnrolmentCode: Operation<CodeDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/devices/:id/codes",
  params: { id: "The device's id." },
  audience: "devices:write",
  summary: "Make a further code for a device: after a wipe, for another tablet, or after it was revoked",
  description:
    "An earlier code that nobody has used ends. The device's present key stays valid until a tablet trades the code.",
  answer: enrolmentTicket,
  statuses: [201],
  failures: ["unknown-device", "outside-subtree"],
  runs: "in a transaction",
  prepare: async (deps) => ok(await freshCode(deps)),
  run(deps, principal, { params: { id }, prepared: fresh }) {
    const found = reachedDevice(deps, principal, id);
    if (!found.ok) return found;
    const unit = unitOfDevice(deps, found.value.touchpoint);
    noteDeed(deps, { by: askerOf(principal), what: "device.code-given", on: id, unit });
    return ok(giveCode(deps, id, { ...fresh, pin: null }));
  },
  shape: (ticket, { request, url }, { params: { agency } }) => ticketShape(ticket, { agency, request, url }),
});

/** An enrolment code, and its hash; only the hash is stored. */
export type FreshCode = { readonly code: string; readonly hash: string };

/** 32 letters, none of which is mistaken for another. */
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Makes a code of 8 characters: 40 random bits. */
export async function freshCode({ organization, randomBytes }: CodeDeps): Promise<FreshCode> {
  const code = [...randomBytes(8)].map((byte) => letters[byte & 31]).join("");
  return { code, hash: await hashOfCode(organization.agency.code, code) };
}

/** Returns what a code is stored under; the same code at another agency has another hash. */
export function hashOfCode(agency: string, code: string): Promise<string> {
  return hashOf(`${agency} ${code}`);
}

/** An enrolment code as the object answers it, without link and QR. */
export type NewTicket = Omit<EnrolmentTicket, "link" | "qr_svg">;

/** Stores a code for a device; an earlier one ends. `pin` is null unless it is to be shown. */
export function giveCode(
  { devices, nowMs }: DeviceDeps,
  device: string,
  { code, hash, pin }: FreshCode & { readonly pin: string | null },
): NewTicket {
  const expiresMs = nowMs + enrolmentForMs;
  devices.addCode({ hash, device, expiresMs, usedMs: null });
  return { device, code, expires_at: new Date(expiresMs).toISOString(), pin };
}

type Asked = Pick<WorkerDeps, "request" | "url"> & { readonly agency: string };

/**
 * Shapes the answer with a code: adds the link that opens the kiosk's page, as text and as a QR code. The code stands in
 * the link's fragment, which browsers send to no server.
 */
export function ticketShape({ device, code, expires_at, pin }: NewTicket, { agency, request, url }: Asked): Shape {
  const link = `${publicOrigin({ request, url })}/kiosk/#enrol=${agency}.${code}`;
  const qr_svg = renderSVG(link, { ecc: "M", border: 4 });
  const value: EnrolmentTicket = { device, code, link, expires_at, pin, qr_svg };
  return { value, headers: { "cache-control": "no-store" } };
}
