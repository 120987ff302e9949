import { unitOn } from "../figures/question.ts";
import { type Problem, readPages, type RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** Where a touchpoint is. */
export type Place = { readonly name: string; readonly unit: string; readonly unitName: string };

/** What the page knows of the agency. */
export type SignsGround = {
  readonly timeZone: string;
  /** Of today; of one that is gone its id, without a unit. */
  readonly placeOf: (touchpoint: string) => Place;
  readonly unitName: (unit: string) => string;
};

/** Reads it, or says why not. */
export async function loadGround({
  client,
  agency,
  today,
}: OfficeDeps): Promise<SignsGround | { readonly error: Problem }> {
  const path = { agency };
  const [about, touchpoints, units] = await Promise.all([
    client.GET("/v1/agencies/{agency}", { params: { path } }),
    readPages<RowOf<"listTouchpoints">>((query) =>
      client.GET("/v1/agencies/{agency}/touchpoints", { params: { path, query } }),
    ),
    readPages<RowOf<"listUnits">>((query) => client.GET("/v1/agencies/{agency}/units", { params: { path, query } })),
  ]);
  if (!about.data) return { error: about.error };
  if (touchpoints.error) return touchpoints;
  if (units.error) return units;
  const unitName = (code: string): string => unitOn(units.rows, code, today())?.name ?? code;
  const places = new Map(touchpoints.rows.map(({ id, name, unit }) => [id, { name, unit, unitName: unitName(unit) }]));
  return {
    timeZone: about.data.time_zone,
    unitName,
    placeOf: (touchpoint) => places.get(touchpoint) ?? { name: touchpoint, unit: "", unitName: "" },
  };
}

/** Whether it could not be read. */
export function isRefused<T extends object>(
  loaded: T | { readonly error: Problem },
): loaded is { readonly error: Problem } {
  return "error" in loaded;
}
