import { showHost } from "./show-host.ts";
import { showLanguage } from "./show-language.ts";

showLanguage(document, location.search);
showHost(document, location.origin);
const touchpoint = document.querySelector("citizen-feedback")?.getAttribute("touchpoint");
void hasFound(`/v1/touchpoints/${touchpoint}`).then((found) => {
  if (found === false) for (const part of document.querySelectorAll("[data-demo]")) part.remove();
});
void hasFound("/v1/agencies/X99").then((found) => {
  for (const part of document.querySelectorAll("[data-sample]")) part.toggleAttribute("hidden", !found);
});

/**
 * Whether this server has the demo's place to try, or the sample province; null if it does not answer. The page shows neither
 * where it is not: a box would turn everybody away, a link would lead nowhere.
 */
async function hasFound(path: string): Promise<boolean | null> {
  const answer = await fetch(path).catch(() => null);
  // An answer that nobody reads stays open.
  await answer?.text().catch(() => "");
  return answer && (answer.ok || (answer.status === 404 ? false : null));
}
