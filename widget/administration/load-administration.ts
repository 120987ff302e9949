import type { OfficePageClass } from "../office-ui/office-page-element.ts";

/** Loads the page of the agency's members. */
export const loadMembers = (): Promise<OfficePageClass> =>
  import("./members-element.ts").then(({ MembersElement }) => MembersElement);

/** Loads the page of the agency's keys. */
export const loadKeys = (): Promise<OfficePageClass> =>
  import("./keys-element.ts").then(({ KeysElement }) => KeysElement);

/** Loads the page of the audit log. */
export const loadAudit = (): Promise<OfficePageClass> =>
  import("./audit-element.ts").then(({ AuditElement }) => AuditElement);

/** Loads the page of the agency's settings. */
export const loadSettings = (): Promise<OfficePageClass> =>
  import("./settings-element.ts").then(({ SettingsElement }) => SettingsElement);
