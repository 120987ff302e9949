import { citizenFeedbackTag } from "./define-citizen-feedback.ts";

/**
 * Makes the tag where an editor would have deleted it: in every `<div data-citizen-feedback="H20-…">`, in place of what the
 * div holds, and after a script tag in the page's body that carries the same attribute. Further `data-` attributes become attributes of the
 * tag.
 */
export function startPlaces(page: Document): void {
  for (const place of page.querySelectorAll<HTMLElement>("[data-citizen-feedback]")) {
    const element = page.createElement(citizenFeedbackTag);
    for (const [name, value = ""] of Object.entries(place.dataset)) {
      element.setAttribute(name === "citizenFeedback" ? "touchpoint" : name, value);
    }
    if (place.localName === "script") place.after(element);
    else {
      place.textContent = "";
      place.append(element);
    }
  }
}
