/** Fills an empty server with the demo, through the HTTP API that offices use. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeSecret } from "./data-folder.mjs";
import { seedComments } from "./demo-comments.mjs";
import { root } from "./toolchain.mjs";

/** All its figures are simulated; the server makes them by itself (worker/sample/). */
const sampleAgency = { code: "X99", name: "Tỉnh Mẫu", time_zone: "Asia/Ho_Chi_Minh", sample: true };
const sampleKey = {
  name: "Demo: văn phòng (số liệu mô phỏng)",
  scopes: ["indices:read", "comments:read", "devices:write", "feedback:read"],
  unit: sampleAgency.code,
};

const agency = { code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" };
const since = "2025-07-01";
const portalTouchpoint = "H20-7k3m9q2x4t";
const kioskTouchpoint = "H20-4v8w2n6r3d";
const counterTouchpoint = "H20-6p3t9k2h8c";
const ward = "29869";
const officeKey = {
  name: "Demo: văn phòng",
  scopes: [
    "config:write",
    "indices:read",
    "tallies:write",
    "feedback:read",
    "comments:read",
    "comments:write",
    "devices:write",
    "set-asides:write",
    "keys:write",
    "audit:read",
  ],
  unit: agency.code,
};
/** For someone who answers comments at the ward. It reaches no other unit. */
const unitKey = { name: "Demo: Phường Cao Lãnh", scopes: ["comments:read", "comments:write"], unit: ward };
/** For the inspectorate, which receives sealed reports. Its private key is made in its browser. */
const inspectorateKey = { name: "Demo: thanh tra", scopes: ["sealed:read", "sealed:write"], unit: agency.code };
/** Services at the counter. */
const counterServices = ["1.004227", "1.001193", "1.000894", "2.000815"];
/** Complaints about attitude have a shorter deadline. */
const deadlines = [{ working_days: 10 }, { category: "attitude", working_days: 5, warn_working_days: 1 }];
const lastDay = `${new Date().getFullYear()}-12-31`;
const closing = { from: lastDay, to: lastDay, name: "Kiểm kê cuối năm" };

/** Stops the seeding. Its message names the call that failed, and the answer. */
class SeedProblem extends Error {}

function table(name) {
  return JSON.parse(readFileSync(join(root, "scripts", "demo", name), "utf8"));
}

/** The official list, which the office's page of units offers as well. */
function officialCommunes() {
  const file = join(root, "widget", "organization-pages", "dong-thap-communes.json");
  return JSON.parse(readFileSync(file, "utf8")).communes;
}

function units() {
  const communes = officialCommunes().map((commune) => ({
    ...commune,
    national_code: commune.code,
  }));
  const departments = table("dong-thap-offices.json").departments.map((department) => ({
    ...department,
    kind: "department",
  }));
  return [...departments, ...communes].map((unit) => ({ ...unit, parent: agency.code, valid_from: since }));
}

/** Returns today's units, and those that ended on 2025-06-30, whose counts they inherit. */
function unitsThenAndNow() {
  const former = formerUnits(table("dong-thap-before-2025-07.json"), { parent: agency.code, until: since });
  return { units: [...units(), ...former.units], successions: former.successions };
}

/**
 * Returns the units that ended on a day, and their successions. The state gave their codes to new units. The agency's
 * codes are never used again, so codes of ended units have a prefix. A unit with one heir goes to it as a whole. If
 * there are several, nobody knows the shares.
 * @param {{ districts: Record<string, { name: string, province: string }>, units: { code: string, name: string, kind:
 * string, district: string, heirs: string[] }[] }} table
 * @param {{ parent: string, until: string }} change `until`: the first day of the heirs, `YYYY-MM-DD`
 */
function formerUnits({ districts, units }, { parent, until }) {
  const lastDay = new Date(Date.parse(until) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const codeOf = ({ code, district }) => `old-${districts[district].province}-${code}`;
  return {
    units: units.map((unit) => ({
      code: codeOf(unit),
      name: `${unit.name}, ${districts[unit.district].name}`,
      kind: unit.kind,
      parent,
      national_code: unit.code,
      // Their real first days differ. Only the last day matters here.
      valid_from: "2020-01-01",
      valid_to: lastDay,
    })),
    successions: units.flatMap((unit) =>
      unit.heirs.map((to) => ({ from: codeOf(unit), to, on: until, share: unit.heirs.length === 1 ? 1 : null })),
    ),
  };
}

const touchpoints = [
  {
    id: portalTouchpoint,
    unit: ward,
    service: "1.004227",
    channel: "portal",
    form: "portal",
    name: "Cổng dịch vụ công, Phường Cao Lãnh",
    from: since,
    comments: "published",
  },
  {
    id: kioskTouchpoint,
    unit: ward,
    channel: "kiosk",
    form: "kiosk",
    name: "Máy đánh giá tại Bộ phận Một cửa, Phường Cao Lãnh",
    from: since,
  },
  {
    id: counterTouchpoint,
    unit: ward,
    channel: "counter",
    form: "counter",
    name: "Quầy số 3, Bộ phận Một cửa, Phường Cao Lãnh",
    from: since,
  },
];

function apiOf({ address, signal }) {
  return async function call(key, line, { body, headers = {} } = {}) {
    const [method, path] = line.split(" ");
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
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

/** Makes keys. It first deletes keys of an earlier run that stopped before it stored their secrets. */
async function newKeys(put, asked) {
  const { data } = await put("GET /keys");
  const names = asked.map(({ name }) => name);
  for (const { id, name } of data) if (names.includes(name)) await put(`DELETE /keys/${id}`);
  const made = [];
  for (const one of asked) made.push((await put("POST /keys", one)).key);
  return made;
}

/** Returns the default form in three versions, for portal, kiosk and counter. */
async function demoForms(put) {
  const { data } = await put("GET /forms");
  const { version: _, ...form } = data.find(({ id }) => id === "default");
  const [overall, ...further] = form.questions;
  const text = {
    vi: "Ông/Bà có hài lòng với lần nộp hồ sơ trực tuyến này không?",
    en: "How satisfied are you with this online application?",
  };
  return [
    { ...form, id: "portal", questions: [{ ...overall, text }, ...further] },
    { ...form, id: "kiosk", kiosk: { idle_seconds: 20, countdown_seconds: 10, comment: "both", pressure_percent: 20 } },
    { ...form, id: "counter", kiosk: { comment: "phone", services: counterServices } },
  ];
}

async function seed(call, rootKey) {
  await call(rootKey, "POST /v1/agencies", { body: agency });
  const putBy = (key) => (line, body) => call(key, line.replace(" ", ` /v1/agencies/${agency.code}`), { body });
  const [key] = await newKeys(putBy(rootKey), [officeKey]);
  const put = putBy(key);
  await put("PUT /units", unitsThenAndNow());
  const [unit, inspectorate] = await newKeys(putBy(rootKey), [unitKey, inspectorateKey]);
  await put("PUT /services", { services: table("dong-thap-offices.json").services });
  await put("PUT /forms", { forms: await demoForms(put) });
  await put("PUT /touchpoints", { touchpoints });
  await put("PUT /deadlines", { deadlines });
  await put("PUT /calendar", { days_off: [closing], working_days: [] });
  const byUnit = (line, body, headers) => call(unit, line, { body, headers });
  await seedComments(byUnit, { touchpoint: portalTouchpoint, agency: agency.code });
  return { key, unitKey: unit, inspectorateKey: inspectorate };
}

/** Makes the sample province, still empty. Returns its office key. */
async function openSample(call, rootKey) {
  await call(rootKey, "POST /v1/agencies", { body: sampleAgency });
  const put = (line, body) => call(rootKey, line.replace(" ", ` /v1/agencies/${sampleAgency.code}`), { body });
  const [key] = await newKeys(put, [sampleKey]);
  return key;
}

/**
 * Has the server fill the sample province, which takes some seconds. Where it is filled already, nothing changes.
 * Returns a line for people, null if there is nothing to tell.
 * @param {{ address: string, rootKey: string, demo: { sample?: string } | null, signal: AbortSignal }} server
 */
export async function fillSample({ address, rootKey, demo, signal }) {
  if (!demo?.sample) return null;
  const problem = (why) => (signal.aborted ? null : `The sample province could not be filled: ${why}`);
  try {
    const authorization = `Bearer ${rootKey}`;
    const path = `/v1/agencies/${sampleAgency.code}/sample`;
    const answer = await fetch(address + path, { method: "POST", headers: { authorization }, signal });
    const text = await answer.text();
    if (!answer.ok) return problem(`${answer.status} ${text}`);
    return answer.status === 201 ? `The sample province is there: ${address}/board/${sampleAgency.code}` : null;
  } catch (error) {
    return problem(error.message);
  }
}

function readNote(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Seeds the demo if the folder was empty, or if an earlier run did not finish.
 * Returns keys and touchpoints, null if there is no demo, or `{ problem }`.
 * @param {{ address: string, rootKey: string, dataDir: string, isNew: boolean, agencies: string[], signal: AbortSignal,
 * demo: { hasSample: boolean } }} server
 */
export async function seedDemo(server) {
  const path = join(server.dataDir, "demo.json");
  const note = readNote(path);
  if (note?.key) return note;
  if (note === null && !server.isNew) return null;
  if (server.agencies.length > 0 && !server.agencies.includes(agency.code)) return null;
  writeSecret(path, JSON.stringify({ state: "seeding" }));
  try {
    const call = apiOf(server);
    const keys = await seed(call, server.rootKey);
    const hasSample =
      server.demo.hasSample && (server.agencies.length === 0 || server.agencies.includes(sampleAgency.code));
    const sample = hasSample ? { sample: await openSample(call, server.rootKey) } : {};
    const demo = { ...keys, ...sample, portal: portalTouchpoint, kiosk: kioskTouchpoint, counter: counterTouchpoint };
    writeSecret(path, `${JSON.stringify(demo)}\n`);
    return demo;
  } catch (error) {
    if (server.signal.aborted) return null;
    return { problem: error instanceof SeedProblem ? error.message : `The demo could not be seeded: ${error.message}` };
  }
}
