import type { Session } from "../../shared/contract/session.ts";
import type { OfficePageClass, OfficePageId } from "../office-ui/office-page-element.ts";

/** A page of the office: who has it, and where it is loaded from when it is first opened. */
export type OfficePage = {
  readonly id: OfficePageId;
  /** It is there for whoever has one of these scopes; without any, for everybody who is signed in. */
  readonly needs: readonly Session["scopes"][number][];
  /** Whether it is only for those who are on the whole agency. */
  readonly isWhole?: true;
  readonly load: () => Promise<OfficePageClass>;
};

/** All pages. The list of pages shows them in the order of {@link pageGroups}. */
export const allPages: readonly OfficePage[] = [
  { id: "today", needs: [], load: () => import("../today/today-element.ts").then(({ TodayElement }) => TodayElement) },
  {
    ...{ id: "comments", needs: ["comments:read"] },
    load: () => import("../desk/comments-desk-element.ts").then(({ CommentsDeskElement }) => CommentsDeskElement),
  },
  {
    ...{ id: "figures", needs: ["indices:read"] },
    load: () => import("../office-figures/figures-element.ts").then(({ FiguresElement }) => FiguresElement),
  },
  {
    ...{ id: "signs", needs: ["feedback:read"], isWhole: true },
    load: () => import("../signs/signs-element.ts").then(({ SignsElement }) => SignsElement),
  },
  {
    ...{ id: "setup", needs: ["config:write"], isWhole: true },
    load: () => import("../setup/setup-element.ts").then(({ SetupElement }) => SetupElement),
  },
  {
    ...{ id: "units", needs: ["config:write", "indices:read"] },
    load: () => import("../units/units-element.ts").then(({ UnitsElement }) => UnitsElement),
  },
  {
    ...{ id: "services", needs: ["config:write", "indices:read"] },
    load: () => import("../services/services-element.ts").then(({ ServicesElement }) => ServicesElement),
  },
  {
    ...{ id: "forms", needs: ["config:write", "indices:read"], isWhole: true },
    load: () => import("../forms/forms-element.ts").then(({ FormsElement }) => FormsElement),
  },
  {
    ...{ id: "touchpoints", needs: ["config:write", "devices:write"] },
    load: () => import("../touchpoints/touchpoints-element.ts").then(({ TouchpointsElement }) => TouchpointsElement),
  },
  {
    ...{ id: "devices", needs: ["devices:write"] },
    load: () => import("../devices/devices-element.ts").then(({ DevicesElement }) => DevicesElement),
  },
  {
    ...{ id: "imports", needs: ["tallies:write"] },
    load: () => import("../reports/imports-element.ts").then(({ ImportsElement }) => ImportsElement),
  },
  {
    id: "members",
    needs: ["members:write"],
    load: () => import("../members/members-element.ts").then(({ MembersElement }) => MembersElement),
  },
  {
    id: "keys",
    needs: ["keys:write"],
    load: () => import("../members/keys-element.ts").then(({ KeysElement }) => KeysElement),
  },
  {
    id: "audit",
    needs: ["audit:read"],
    load: () => import("../audit/audit-element.ts").then(({ AuditElement }) => AuditElement),
  },
  {
    id: "settings",
    needs: ["config:write"],
    isWhole: true,
    load: () => import("../settings/settings-element.ts").then(({ SettingsElement }) => SettingsElement),
  },
];

/** Name of a group of pages. */
export type PageGroup = "daily" | "set-up" | "administration";

/** The pages of the list, in their groups and order. */
export const pageGroups: Readonly<Record<PageGroup, readonly OfficePageId[]>> = {
  daily: ["today", "comments", "figures", "signs"],
  "set-up": ["setup", "units", "services", "forms", "touchpoints", "devices", "imports"],
  administration: ["members", "keys", "audit", "settings"],
};

/** The pages that somebody has, in the order of the list. */
export function pagesOf(session: Session, pages: readonly OfficePage[] = allPages): OfficePage[] {
  const isWhole = session.unit === session.agency;
  const order = Object.values(pageGroups).flat();
  return pages
    .filter(
      ({ needs, isWhole: whole }) =>
        (isWhole || !whole) && (needs.length === 0 || needs.some((scope) => session.scopes.includes(scope))),
    )
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}
