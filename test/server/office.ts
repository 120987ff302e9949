/** An office that uses the API with its key. */
export type Office = { readonly baseUrl: string; readonly key: string };

/** Calls `…/H20{path}` and returns its JSON, or null if there is none. Throws unless the call succeeds. */
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

/** Puts `perUnit` touchpoints on each unit. Returns the unit by touchpoint id. */
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
