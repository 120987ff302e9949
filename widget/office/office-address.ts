import type { OfficePageId } from "../office-ui/office-page-element.ts";

/** Where in the office somebody is. `page` is not checked: it may be none. */
export type OfficePlace = { readonly agency: string; readonly page: string };

/** What an agency's code looks like. */
const codeShape = /^[A-Z][A-Z0-9]{1,15}$/;

/** The place that a path such as `/office/H20/units` names; empty where it names none. `/office/comments/` is an older address. */
export function placeOf(pathname: string): OfficePlace {
  const [, agency = "", page = ""] = /^\/office(?:\/([A-Z][A-Z0-9]{1,15}))?(?:\/([a-z]+))?\/?$/.exec(pathname) ?? [];
  return { agency, page };
}

/** The address of a page; without a page the agency's. */
export function officeAddress(
  agency: string,
  page?: OfficePageId,
  query: Readonly<Record<string, string>> = {},
): string {
  const state = new URLSearchParams(query).toString();
  return `/office/${agency}${page ? `/${page}` : ""}${state === "" ? "" : `?${state}`}`;
}

/** An agency's code as it was typed; empty if it cannot be one. */
export function codeOf(typed: string): string {
  const code = typed.trim().toUpperCase();
  return codeShape.test(code) ? code : "";
}

/** What somebody brings along in the address: an invitation, or why signing in by the provider failed. */
export type Arrival = {
  readonly invitation: { readonly agency: string; readonly code: string } | null;
  readonly failed: string | null;
  /** The address without them. */
  readonly rest: string;
};

/** Reads what is brought along in an address such as `/office/#invitation=CODE&agency=H20`. */
export function arrivalOf({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">): Arrival {
  const fragment = new URLSearchParams(hash.slice(1));
  const code = fragment.get("invitation");
  const agency = codeOf(fragment.get("agency") ?? "");
  const query = new URLSearchParams(search);
  const failed = query.get("failed");
  query.delete("failed");
  const left = query.toString();
  const rest = `${pathname}${left === "" ? "" : `?${left}`}`;
  return { invitation: code && agency !== "" ? { agency, code } : null, failed, rest };
}
