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
  /** Loads its English texts beside it. The page would load them itself, but only after its own script is there. */
  readonly english?: () => Promise<unknown>;
};

/** All pages. The list of pages shows them in the order of {@link pageGroups}. */
export const allPages: readonly OfficePage[] = [
  {
    ...{ id: "today", needs: [] },
    load: () => import("../today/today-element.ts").then(({ TodayElement }) => TodayElement),
    english: () => import("../today/today-en.ts"),
  },
  {
    ...{ id: "comments", needs: ["comments:read"] },
    load: () => import("../desk/comments-desk-element.ts").then(({ CommentsDeskElement }) => CommentsDeskElement),
    english: () => import("../desk/desk-en.ts"),
  },
  {
    ...{ id: "figures", needs: ["indices:read"] },
    load: () => import("../office-figures/figures-element.ts").then(({ FiguresElement }) => FiguresElement),
    english: () => import("../office-figures/figures-en.ts"),
  },
  {
    ...{ id: "signs", needs: ["feedback:read"], isWhole: true },
    load: () => import("../signs/signs-element.ts").then(({ SignsElement }) => SignsElement),
    english: () => import("../signs/signs-en.ts"),
  },
  {
    ...{ id: "setup", needs: ["config:write"], isWhole: true },
    load: () => import("../setup/setup-element.ts").then(({ SetupElement }) => SetupElement),
    english: () => import("../setup/setup-en.ts"),
  },
  {
    ...{ id: "units", needs: ["config:write", "indices:read"] },
    load: () => import("../units/units-element.ts").then(({ UnitsElement }) => UnitsElement),
    english: () => import("../units/units-en.ts"),
  },
  {
    ...{ id: "services", needs: ["config:write", "indices:read"] },
    load: () => import("../services/services-element.ts").then(({ ServicesElement }) => ServicesElement),
    english: () => Promise.all([import("../services/services-en.ts"), import("../table-import/table-import-en.ts")]),
  },
  {
    ...{ id: "forms", needs: ["config:write", "indices:read"], isWhole: true },
    load: () => import("../form-builder/forms-element.ts").then(({ FormsElement }) => FormsElement),
    english: () => import("../form-builder/forms-en.ts"),
  },
  {
    ...{ id: "touchpoints", needs: ["config:write", "devices:write"] },
    load: () => import("../touchpoints/touchpoints-element.ts").then(({ TouchpointsElement }) => TouchpointsElement),
    english: () => import("../touchpoints/touchpoints-en.ts"),
  },
  {
    ...{ id: "devices", needs: ["devices:write"] },
    load: () => import("../devices/devices-element.ts").then(({ DevicesElement }) => DevicesElement),
    english: () => import("../devices/devices-en.ts"),
  },
  {
    ...{ id: "imports", needs: ["tallies:write"] },
    load: () => import("../reports/imports-element.ts").then(({ ImportsElement }) => ImportsElement),
    english: () => Promise.all([import("../reports/reports-en.ts"), import("../table-import/table-import-en.ts")]),
  },
  {
    ...{ id: "members", needs: ["members:write"] },
    load: () => import("../members/members-pages.ts").then(({ membersPages }) => membersPages.members),
    english: () => import("../members/members-en.ts"),
  },
  {
    ...{ id: "keys", needs: ["keys:write"] },
    load: () => import("../members/members-pages.ts").then(({ membersPages }) => membersPages.keys),
    english: () => import("../members/members-en.ts"),
  },
  {
    ...{ id: "audit", needs: ["audit:read"] },
    load: () => import("../audit/audit-element.ts").then(({ AuditElement }) => AuditElement),
    english: () => Promise.all([import("../audit/audit-en.ts"), import("../members/members-en.ts")]),
  },
  {
    ...{ id: "settings", needs: ["config:write"], isWhole: true },
    load: () => import("../settings/settings-element.ts").then(({ SettingsElement }) => SettingsElement),
    english: () => import("../settings/settings-en.ts"),
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
