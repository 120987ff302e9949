/** An office that sets up an agency through the API, as any other would. */
export type Office = { readonly baseUrl: string; readonly key: string };

/** Calls `…/H20{path}` and reads its JSON, null where there is none; throws where the answer is no success. */
export async function callOffice<T>({ baseUrl, key }: Office, call: string, body?: unknown): Promise<T> {
  const [method = "GET", path = ""] = call.split(" ");
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const answer = await fetch(`${baseUrl}/v1/agencies/H20${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${text}`);
  return (text === "" ? null : JSON.parse(text)) as T;
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

function touchpointId(place: number): string {
  const high = digits[Math.floor(place / 32) % 32] ?? "0";
  return `H20-00000000${high}${digits[place % 32] ?? "0"}`;
}

/** Puts a touchpoint on each of these units, several on each where `perUnit` says so; answers unit by touchpoint id. */
export async function putTouchpoints(
  office: Office,
  units: readonly string[],
  perUnit = 1,
): Promise<Map<string, string>> {
  const placed = units.flatMap((unit) => new Array<string>(perUnit).fill(unit));
  const touchpoints = placed.map((unit, place) => ({
    id: touchpointId(place),
    unit,
    channel: place % 3 === 0 ? "kiosk" : "portal",
    name: `Touchpoint ${place}`,
    from: "2025-07-01",
  }));
  await callOffice(office, "PUT /touchpoints", { touchpoints });
  return new Map(touchpoints.map(({ id, unit }) => [id, unit]));
}
