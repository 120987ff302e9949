import type { ServicesKey } from "./services-messages.ts";

/** Texts of the page of services, in English. */
export const servicesEn: Readonly<Record<ServicesKey, string>> = {
  "sv.save": "Save",
  "sv.cancel": "Cancel",
  "sv.close": "Close the import",
  "sv.title": "Services",
  "sv.lead": "Administrative procedures by their national code. Forms, boards and exports use these names.",
  "sv.search": "Search by name or code",
  "sv.table": "List of services",
  "sv.id": "Code of the service",
  "sv.id.hint": "For example 1.004227. Once saved it can be neither changed nor deleted.",
  "sv.name": "Name of the service",
  "sv.add": "Add a service",
  "sv.rename": "Rename",
  "sv.rename.of": "Rename {id}",
  "sv.rename.note": "The new name is used for all figures of this code, old ones too.",
  "sv.none": "There are no services yet. Add them one by one, or import them from Excel.",
  "sv.none-read": "The agency has entered no services yet.",
  "sv.no-match": "No service matches.",
  "sv.import": "Import from Excel or CSV",
  "sv.known": "This code is there already: {name}. Use “Rename” to change it.",
  "sv.found": "{fresh} new services, {renamed} renamed, {same} as they are.",
  "sv.taken": "{n} services were imported.",
  "sv.saved": "{id} is saved.",
  "sv.end": "A service cannot be deleted. Take one that is no longer used off the touchpoints; it stays in the list so that old figures can be read.",
};
