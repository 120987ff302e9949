/** Fills an empty server with the demo, through the same HTTP API that an office uses. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeSecret } from "./data-folder.mjs";
import { formerUnits } from "./former-units.mjs";
import { root } from "./toolchain.mjs";

const agency = { code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" };
const since = "2025-07-01";
const portalTouchpoint = "H20-7k3m9q2x4t";
const kioskTouchpoint = "H20-4v8w2n6r3d";
const keyName = "Demo: văn phòng";
const keyScopes = [
  "config:write",
  "indices:read",
  "tallies:write",
  "feedback:read",
  "comments:read",
  "comments:write",
  "devices:write",
  "keys:write",
  "audit:read",
];

/** An answer that stops the seeding; its text says which call was refused and how. */
class SeedProblem extends Error {}

function table(name) {
  return JSON.parse(readFileSync(join(root, "scripts", "demo", name), "utf8"));
}

function units() {
  const communes = table("dong-thap-communes.json").communes.map((commune) => ({
    ...commune,
    national_code: commune.code,
  }));
  const departments = table("dong-thap-offices.json").departments.map((department) => ({
    ...department,
    kind: "department",
  }));
  return [...departments, ...communes].map((unit) => ({ ...unit, parent: agency.code, valid_from: since }));
}

/** Today's units, and those up to 2025-06-30 whose counts they take on. */
function unitsThenAndNow() {
  const former = formerUnits(table("dong-thap-before-2025-07.json"), { parent: agency.code, until: since });
  return { units: [...units(), ...former.units], successions: former.successions };
}

const touchpoints = [
  {
    id: portalTouchpoint,
    unit: "29869",
    service: "1.004227",
    channel: "portal",
    form: "portal",
    name: "Cổng dịch vụ công, Phường Cao Lãnh",
    from: since,
  },
  {
    id: kioskTouchpoint,
    unit: "29869",
    channel: "kiosk",
    name: "Máy đánh giá tại Bộ phận Một cửa, Phường Cao Lãnh",
    from: since,
  },
];

function apiOf({ address, signal }) {
  return async function call(key, line, body) {
    const [method, path = ""] = line.split(" ");
    const answer = await fetch(`${address}/v1/agencies${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    const text = await answer.text();
    if (!answer.ok && answer.status !== 409)
      throw new SeedProblem(`The demo: ${line} answers ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
}

/** A key of an earlier seeding that stopped before its secret was kept is of no use to anybody. */
async function newOfficeKey(call, rootKey) {
  const { data } = await call(rootKey, "GET /H20/keys");
  for (const { id, name } of data) if (name === keyName) await call(rootKey, `DELETE /H20/keys/${id}`);
  const { key } = await call(rootKey, "POST /H20/keys", { name: keyName, scopes: keyScopes, unit: agency.code });
  return key;
}

/** The default form, asking about what a portal's visitor has just done. */
async function portalForm(call, key) {
  const { data } = await call(key, "GET /H20/forms");
  const { version: _, ...form } = data.find(({ id }) => id === "default");
  const [overall, ...further] = form.questions;
  const text = {
    vi: "Ông/Bà có hài lòng với lần nộp hồ sơ trực tuyến này không?",
    en: "How satisfied are you with this online application?",
  };
  return { ...form, id: "portal", questions: [{ ...overall, text }, ...further] };
}

async function seed(call, rootKey) {
  await call(rootKey, "POST", agency);
  const key = await newOfficeKey(call, rootKey);
  await call(key, "PUT /H20/units", unitsThenAndNow());
  await call(key, "PUT /H20/services", { services: table("dong-thap-offices.json").services });
  await call(key, "PUT /H20/forms", { forms: [await portalForm(call, key)] });
  await call(key, "PUT /H20/touchpoints", { touchpoints });
  return key;
}

function readNote(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Seeds where the folder was empty, or where an earlier seeding did not come to its end.
 * Answers null where there is no demo, `{ key, portal, kiosk }` where there is one, or `{ problem }`.
 * @param {{ address: string, rootKey: string, dataDir: string, isNew: boolean, agencies: string[], signal: AbortSignal }} server
 */
export async function seedDemo(server) {
  const path = join(server.dataDir, "demo.json");
  const note = readNote(path);
  if (note?.key) return note;
  if (note === null && !server.isNew) return null;
  if (server.agencies.length > 0 && !server.agencies.includes(agency.code)) return null;
  writeSecret(path, JSON.stringify({ state: "seeding" }));
  try {
    const key = await seed(apiOf(server), server.rootKey);
    const demo = { key, portal: portalTouchpoint, kiosk: kioskTouchpoint };
    writeSecret(path, `${JSON.stringify(demo)}\n`);
    return demo;
  } catch (error) {
    if (server.signal.aborted) return null;
    return { problem: error instanceof SeedProblem ? error.message : `The demo could not be seeded: ${error.message}` };
  }
}
