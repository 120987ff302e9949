/**
 * Puts the element for the touchpoint that a path such as `/rate/H20-7k3m9q2x4t` names into the page; a path without one
 * leaves the page's own words, which say what to do.
 */
export function showRating(page: Document, path: string): void {
  const touchpoint = path.split("/").filter(Boolean)[1];
  const place = page.querySelector("[data-rating]");
  if (!place || !touchpoint || !/^[A-Z][A-Z0-9]{1,15}-[0-9a-hjkmnp-tv-z]{10}$/.test(touchpoint)) return;
  const element = page.createElement("citizen-feedback");
  element.setAttribute("touchpoint", touchpoint);
  element.setAttribute("page", "/rate");
  place.textContent = "";
  place.append(element);
}
