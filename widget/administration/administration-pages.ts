import type { OfficePageClass } from "../office-ui/office-page-element.ts";

/** Loads each page of the administration. */
export const administrationPages: Readonly<
  Record<"members" | "keys" | "audit" | "settings", () => Promise<OfficePageClass>>
> = {
  members: () => import("./members-element.ts").then(({ MembersElement }) => MembersElement),
  keys: () => import("./keys-element.ts").then(({ KeysElement }) => KeysElement),
  audit: () => import("./audit-element.ts").then(({ AuditElement }) => AuditElement),
  settings: () => import("./settings-element.ts").then(({ SettingsElement }) => SettingsElement),
};
