import type { OfficePageClass } from "../office-ui/office-page-element.ts";
import { KeysElement } from "./keys-element.ts";
import { MembersElement } from "./members-element.ts";

/** The pages of members and of keys. They draw from the same parts, so one is loaded with the other. */
export const membersPages: Readonly<Record<"members" | "keys", OfficePageClass>> = {
  members: MembersElement,
  keys: KeysElement,
};
