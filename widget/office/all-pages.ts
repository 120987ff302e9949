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

/** The pages in the order of the list. */
export const allPages: readonly OfficePage[] = [
  {
    ...{ id: "signs", needs: ["feedback:read"], isWhole: true },
    load: () => import("../signs/signs-element.ts").then(({ SignsElement }) => SignsElement),
  },
  {
    ...{ id: "figures", needs: ["indices:read"] },
    load: () => import("../reports/figures-element.ts").then(({ FiguresElement }) => FiguresElement),
  },
  {
    ...{ id: "imports", needs: ["tallies:write"] },
    load: () => import("../reports/imports-element.ts").then(({ ImportsElement }) => ImportsElement),
  },
];

/** The pages that somebody has. */
export function pagesOf(session: Session, pages: readonly OfficePage[] = allPages): OfficePage[] {
  const isWhole = session.unit === session.agency;
  return pages.filter(
    ({ needs, isWhole: whole }) =>
      (isWhole || !whole) && (needs.length === 0 || needs.some((scope) => session.scopes.includes(scope))),
  );
}
