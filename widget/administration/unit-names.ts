import type { ReactiveControllerHost } from "lit";
import { dayWords, type Language } from "../messages/messages.ts";
import { knownUnits, unitsOn } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { pickAdministrationMessages } from "./administration-messages.ts";

/** Names of units by code, as they are today. */
export class UnitNames {
  private names: ReadonlyMap<string, { readonly name: string }> = new Map();
  private readonly office: OfficeDeps;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, office: OfficeDeps) {
    this.office = office;
    void knownUnits(office).then((units) => {
      this.names = unitsOn(units ?? [], office.today());
      host.requestUpdate();
    });
  }

  /** A unit's name; of the root that it is the whole agency. */
  nameOf(code: string): string {
    const { agency, language } = this.office;
    if (code === agency) return pickAdministrationMessages(language)("ad.whole");
    return this.names.get(code)?.name ?? code;
  }
}

/** A day in words, or that it never was. */
export function dayOrNever(day: string | null, language: Language): string {
  return day === null ? pickAdministrationMessages(language)("ad.never") : dayWords(day, language);
}
