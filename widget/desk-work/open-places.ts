/** A stretch of a text: from its first letter to behind its last. */
export type Stretch = { readonly from: number; readonly to: number };

const place = /\[[^[\]\n]{1,80}\]/g;

/** The places of a template that wait to be filled in, such as `[việc đã làm]`. */
export function placesIn(words: string): string[] {
  return words.match(place) ?? [];
}

/**
 * Places of these templates that an answer still holds. Other square brackets are the writer's own: a comment that is quoted has
 * marks such as `[số điện thoại]`.
 */
export function openPlaces(answer: string, templates: readonly string[]): string[] {
  const asked = new Set(templates.flatMap(placesIn));
  return [...new Set(placesIn(answer))].filter((one) => asked.has(one));
}

/** A template put before what is already written, and what is to be selected then: the first place, else the end. */
export function startedAnswer(template: string, written: string): { readonly words: string; readonly select: Stretch } {
  const words = written.trim() === "" ? template : `${template} ${written}`;
  const [first] = placesIn(words);
  const from = first === undefined ? words.length : words.indexOf(first);
  return { words, select: { from, to: from + (first?.length ?? 0) } };
}
