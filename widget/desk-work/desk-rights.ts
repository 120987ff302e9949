import type { OfficeComment } from "../../shared/contract/comment.ts";
import { isWithin } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import type { DeskNames } from "./desk-names.ts";

/** What somebody may do on the page. The server refuses the rest all the same. */
export class DeskRights {
  /** Code of the unit that they are on. */
  readonly unit: string;
  /** How the audit log names them. */
  readonly self: string;
  /** Whether they are on the whole agency. */
  readonly isWhole: boolean;
  /** Whether they may decide and answer. */
  readonly mayWrite: boolean;
  /** Whether they may read the audit log. */
  readonly mayReadHistory: boolean;
  private readonly agency: string;
  private readonly names: DeskNames;

  constructor({ session, agency }: Pick<OfficeDeps, "session" | "agency">, names: DeskNames) {
    this.agency = agency;
    const { unit, id, scopes } = session;
    this.unit = unit;
    this.self = id;
    this.isWhole = unit === agency;
    this.mayWrite = scopes.includes("comments:write");
    this.mayReadHistory = scopes.includes("audit:read");
    this.names = names;
  }

  /** Whether they decide what the public sees of a comment. A unit that it was only assigned to does not. */
  mayDecide({ unit }: OfficeComment): boolean {
    return this.mayWrite && this.reaches(unit.code);
  }

  /** Whether a code is that of the agency, which means everybody. */
  isAgency(code: string): boolean {
    return code === this.agency;
  }

  /** Whether a unit is theirs, as far as the units are known. */
  reaches(unit: string): boolean {
    return this.isWhole || this.names.units.size === 0 || isWithin(this.names.units, this.unit, unit);
  }
}
