// Older kiosks put the followed rating behind a `#`, where the server cannot see it.
if (/^#follows=[0-9a-f-]{36}(&lang=[a-z]{2})?$/.test(location.hash)) location.replace(`?${location.hash.slice(1)}`);
else void showElement(document.querySelector<HTMLElement>("[data-touchpoint]"));

/**
 * Replaces the server's form by the element once the element's script has started. If it does not start, or if somebody has
 * begun to fill the form in, the form stays.
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
