import { showHost } from "./show-host.ts";
import { showLanguage } from "./show-language.ts";

showLanguage(document, location.search);
showHost(document, location.origin);
void hideWithoutDemo(document.querySelector("citizen-feedback"));

/** A server without the demo's data has no place to try; there the page doesn't show a box that turns everybody away. */
async function hideWithoutDemo(element: Element | null): Promise<void> {
  const answer = await fetch(`/v1/touchpoints/${element?.getAttribute("touchpoint")}`).catch(() => null);
  if (answer?.status === 404) for (const part of document.querySelectorAll("[data-demo]")) part.remove();
}
