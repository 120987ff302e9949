import type { VersionedForm } from "../../shared/contract/form.ts";
import type { Touchpoint } from "../../shared/contract/touchpoint.ts";
import { latticeServices } from "./seed-lattice.ts";

/** The benchmarks' agency, as the API lists it. */
export type BenchAgency = {
  readonly touchpoints: readonly Touchpoint[];
  readonly forms: readonly VersionedForm[];
  readonly key: string;
};

const code = "B10";
const unitCount = 125;
const touchpointsPerUnit = 4;
const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const scopes = ["config:write", "indices:read"];

/** Root key of the benchmarks' servers. */
export const benchRootKey = "root-key-of-the-benchmarks";

type Data<T> = { readonly data: readonly T[] };

async function call<T>(address: string, line: string, { key, body }: { key: string; body?: unknown }): Promise<T> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await fetch(`${address}/v1/agencies${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

function id(place: number): string {
  return `${code}-0000000${[1024, 32, 1].map((weight) => digits[Math.floor(place / weight) % 32]).join("")}`;
}

/** Makes an agency of 125 units and 500 touchpoints through the API. */
export async function setUpAgency(address: string): Promise<BenchAgency> {
  await call(address, "POST", { key: benchRootKey, body: { code, name: "Bench" } });
  const body = { name: "bench", scopes };
  const { key } = await call<{ key: string }>(address, `POST /${code}/keys`, { key: benchRootKey, body });
  const units = Array.from({ length: unitCount }, (_, place) => `U${String(place).padStart(3, "0")}`);
  const dated = units.map((unit) => ({
    code: unit,
    name: unit,
    parent: code,
    kind: "commune",
    valid_from: "2020-01-01",
  }));
  await call(address, `PUT /${code}/units`, { key, body: { units: dated } });
  const services = latticeServices.map((service) => ({ id: service, name: service }));
  await call(address, `PUT /${code}/services`, { key, body: { services } });
  const touchpoints = Array.from({ length: unitCount * touchpointsPerUnit }, (_, place) => ({
    id: id(place),
    unit: units[place % unitCount],
    channel: place % 2 === 0 ? "portal" : "kiosk",
    name: `Touchpoint ${place}`,
    from: "2020-01-01",
  }));
  const put = await call<Data<Touchpoint>>(address, `PUT /${code}/touchpoints`, { key, body: { touchpoints } });
  const { data: forms } = await call<Data<VersionedForm>>(address, `GET /${code}/forms`, { key });
  return { touchpoints: put.data, forms, key };
}
