import type { OfficePageId } from "../office-ui/office-page-element.ts";

/** Where in the office somebody is. `page` is not checked: it may be none. */
export type OfficePlace = { readonly agency: string; readonly page: string };

/** The place that a path such as `/office/H20/units` names; empty where it names none. `/office/comments/` is an older address. */
export function placeOf(pathname: string): OfficePlace {
  const [, agency = "", page = ""] = /^\/office(?:\/([A-Z][A-Z0-9]{1,15}))?(?:\/([a-z]+))?\/?$/.exec(pathname) ?? [];
  return { agency, page };
}

/** The address of a page. */
export function addressOf(agency: string, page: OfficePageId, query: Readonly<Record<string, string>> = {}): string {
  const state = new URLSearchParams(query).toString();
  return `/office/${agency}/${page}${state === "" ? "" : `?${state}`}`;
}
