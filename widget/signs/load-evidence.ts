import type { AnswerOf, Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** A sign at a touchpoint on a day. */
export type SignPlace = Pick<RowOf<"listSigns">, "day" | "touchpoint" | "sign">;

/** An index row of the unit on the day, and of the agency in the month. */
export type SignFigures = { readonly unit: RowOf<"getIndices">; readonly month: RowOf<"getIndices"> };

/** What a sign is judged by. `figures` is null for those who may not read indices. */
export type LoadedEvidence = {
  readonly at: SignPlace;
  readonly evidence: AnswerOf<"getSignEvidence">;
  readonly figures: SignFigures | { readonly error: Problem } | null;
};

/** Reads the evidence of a sign, and the figures that it touches. */
export async function loadEvidence(
  { client, agency, session }: OfficeDeps,
  at: SignPlace,
  unit: string,
): Promise<LoadedEvidence | { readonly error: Problem }> {
  const path = { agency };
  const query = { touchpoint: at.touchpoint, day: at.day };
  const index = (asked: { period: string; unit?: string }): ReturnType<typeof readIndex> =>
    readIndex({ client, agency }, asked);
  const isReader = session.scopes.includes("indices:read");
  const [evidence, ofUnit, ofMonth] = await Promise.all([
    client.GET("/v1/agencies/{agency}/signs/evidence", { params: { path, query } }),
    isReader ? index({ period: at.day, ...(unit === "" ? {} : { unit }) }) : null,
    isReader ? index({ period: at.day.slice(0, 7) }) : null,
  ]);
  if (!evidence.data) return { error: evidence.error };
  const figures = (): LoadedEvidence["figures"] => {
    if (!ofUnit || !ofMonth) return null;
    if ("error" in ofUnit) return ofUnit;
    return "error" in ofMonth ? ofMonth : { unit: ofUnit.row, month: ofMonth.row };
  };
  return { at, evidence: evidence.data, figures: figures() };
}

async function readIndex(
  { client, agency }: Pick<OfficeDeps, "client" | "agency">,
  query: { period: string; unit?: string },
): Promise<{ readonly row: RowOf<"getIndices"> } | { readonly error: Problem }> {
  const { data, error } = await client.GET("/v1/agencies/{agency}/indices", { params: { path: { agency }, query } });
  const row = typeof data === "object" ? data.data[0] : undefined;
  return row ? { row } : { error: error ?? { type: "#internal", title: "", status: 500 } };
}
