// Kiosks of the release before put the rating that a comment follows behind a `#`, where the server cannot see it.
if (/^#follows=[0-9a-f-]{36}(&lang=[a-z]{2})?$/.test(location.hash)) location.replace(`?${location.hash.slice(1)}`);
else void showElement(document.querySelector<HTMLElement>("[data-touchpoint]"));

/**
 * Puts the element in the place of the form that the server wrote, once its script has started: without a script, or with one
 * that does not start, the form remains. So does a form that somebody has begun to fill in.
 */
async function showElement(place: HTMLElement | null): Promise<void> {
  if (!place) return;
  const { touchpoint = "", follows } = place.dataset;
  const name = follows ? "citizen-follow" : "citizen-feedback";
  if (follows) await import("../../portal/start-follow.ts").then(({ startFollow }) => startFollow());
  await customElements.whenDefined(name);
  const text = place.querySelector("textarea");
  if (place.querySelector("input:checked") || (text && text.value !== "")) return;
  const element = document.createElement(name);
  const attributes = { touchpoint, page: "/rate", lang: document.documentElement.lang, ...(follows && { follows }) };
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  place.textContent = "";
  place.append(element);
}
