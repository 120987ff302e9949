import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { DrawnConfig } from "../config/no-config.ts";
import { inLanguage, type Language, type Say } from "../messages/messages.ts";
import { footNote, type Link } from "./foot-note-template.ts";

/** What stands at the element's foot. */
export type RatingFoot = {
  readonly say: Say;
  readonly language: Language;
  readonly config: DrawnConfig;
  readonly server: string;
};

/** How information is kept, and where sealed reports go. */
export function ratingFoot({ say, language, config, server }: RatingFoot): TemplateResult {
  const { privacy, sealed } = config;
  const name = say("p.link");
  const notice = privacy ? inLanguage(privacy.text, language) : say("p.short.web");
  const link = (word: string, path: string): Link => ({ name: word, url: new URL(path, server).href });
  // The words that lead to the long notice may stand at the end of the short one.
  const short = `${notice.replace(new RegExp(` ?${name}\\.?`), "")} `;
  return html`${footNote(short, link(name, privacy ? privacy.url : "/privacy/"))}
  ${sealed && footNote("", link(inLanguage(sealed.text, language), sealed.url))}`;
}
