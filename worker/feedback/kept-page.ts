/**
 * What is kept of the page that a rating came from: of an address only the path, without query and fragment, since those
 * may carry names and codes; a key that the host names is kept up to these. Null where nothing is left.
 */
export function keptPage(page: string | undefined): string | null {
  if (page === undefined) return null;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(page)) return URL.canParse(page) ? new URL(page).pathname.slice(0, 200) : null;
  return page.replace(/[?#].*$/su, "") || null;
}
