/** Shows a page's English texts in place of the Vietnamese ones, if its address asks for them by `?lang=en`. */
export function showLanguage(page: Document, search: string): void {
  if (new URLSearchParams(search).get("lang") !== "en") return;
  page.documentElement.lang = "en";
  page.title = "citizen-feedback: how satisfied people are";
  for (const text of page.querySelectorAll("[data-in]"))
    text.toggleAttribute("hidden", text.getAttribute("data-in") !== "en");
  for (const element of page.querySelectorAll("citizen-feedback, citizen-badge")) element.setAttribute("lang", "en");
}
