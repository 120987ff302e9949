import type { Licence } from "../../shared/contract/agency.ts";
import type { Publication } from "../../shared/contract/publication.ts";
import { ok } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type Part, part } from "../operations/operation.ts";
import { findPublication, type ReadDeps, toPublication } from "./read-publication.ts";

/** A version, and what its files say of themselves. */
export type FiguresOpened = {
  readonly publication: Publication;
  readonly agency: { readonly code: string; readonly name: string; readonly time_zone: string };
  readonly licence: Licence | null;
};

type OpenPart = Part<ReadDeps, string, FiguresOpened, "unknown-publication", Principal | null>;

/** Finds the publication that a path names. */
export const openFigures: OpenPart = part({
  name: "openFigures",
  failures: ["unknown-publication"],
  runs: "reads",
  run(deps: ReadDeps, _: Principal | null, version: string) {
    const found = findPublication(deps, version);
    if (!found.ok) return found;
    const { code, name, time_zone, licence = null } = deps.organization.agency;
    const publication = toPublication(found.value, deps.organization);
    return ok({ publication, agency: { code, name, time_zone }, licence });
  },
});

/** The address, on this server, of a file of a version. */
export function placeOf({ agency, publication }: FiguresOpened, file: string): string {
  return `/v1/agencies/${agency.code}/publications/${publication.version}/${file}`;
}
