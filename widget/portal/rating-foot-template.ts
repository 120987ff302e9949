import type { DrawnConfig } from "../config/touchpoint-config.ts";
import { inLanguage, type Language, type Say } from "../messages/messages.ts";
import { made } from "./face-scale-controller.ts";

/** What stands at the element's foot. */
export type RatingFoot = {
  readonly say: Say;
  readonly language: Language;
  readonly config: DrawnConfig;
  readonly server: string;
};

/** Draws the privacy notice, and the link to sealed reports if there is one. */
export function ratingFoot({ say, language, config, server }: RatingFoot): HTMLElement[] {
  const { privacy, sealed } = config;
  const name = say("p.link");
  const notice = privacy ? inLanguage(privacy.text, language) : say("p.short.web");
  const at = (path: string): string => new URL(path, server).href;
  // The words that lead to the long notice may stand at the end of the short one.
  const short = `${notice.replace(new RegExp(` ?${name}\\.?`), "")} `;
  return [
    footNote(short, name, at(privacy ? privacy.url : "/privacy/")),
    ...(sealed ? [footNote("", inLanguage(sealed.text, language), at(sealed.url))] : []),
  ];
}

/** A small note that ends in a link. */
export function footNote(note: string, name: string, url: string): HTMLElement {
  return made(
    "p",
    { class: note ? "foot" : "foot alone", part: "foot" },
    note,
    made("a", { href: url, target: "_blank", rel: "noreferrer" }, name),
  );
}
