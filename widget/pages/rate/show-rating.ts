/** A rating that a comment follows, as a fragment such as `#follows=0193…&lang=en` names it; null where none is named. */
export function followedRating(fragment: string): { readonly follows: string; readonly lang: string } | null {
  const [, follows, lang = "vi"] = /^#follows=([0-9a-f-]{36})(?:&lang=([a-z]{2}))?$/.exec(fragment) || [];
  return follows === undefined ? null : { follows, lang };
}

/**
 * Puts the element for the touchpoint that a path such as `/rate/H20-7k3m9q2x4t` names into the page: faces, or a comment
 * that follows a rating. A path without one leaves the page's own words, which say what to do.
 */
export function showRating(page: Document, path: string, fragment: string): void {
  const touchpoint = path.split("/").filter(Boolean)[1];
  const place = page.querySelector("[data-rating]");
  if (!place || !touchpoint || !/^[A-Z][A-Z0-9]{1,15}-[0-9a-hjkmnp-tv-z]{10}$/.test(touchpoint)) return;
  const followed = followedRating(fragment);
  const element = page.createElement(followed ? "citizen-follow" : "citizen-feedback");
  for (const [name, value] of Object.entries({ touchpoint, page: "/rate", ...followed }))
    element.setAttribute(name, value);
  const heading = page.querySelector("h1");
  if (followed && heading) heading.textContent = followed.lang === "en" ? "Write a comment" : "Viết góp ý";
  place.textContent = "";
  place.append(element);
}
