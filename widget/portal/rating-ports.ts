import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { TouchpointAddress } from "../config/load-config.ts";
import type { WordsHelp } from "./words-help.ts";
import type { CapturePorts } from "./feedback-capture-controller.ts";

/** What the element needs, handed in by the composition. */
export type RatingPorts = CapturePorts & {
  /** The script's own server, where no `server` attribute names another. */
  readonly defaultServer: string;
  /** Looks of the element, one sheet for all. */
  readonly sheet: CSSStyleSheet;
  /** Shows a touchpoint's config once it is known; undefined first where that takes long, or where there is none. */
  readonly loadConfig: (at: TouchpointAddress, show: (config: TouchpointConfig | undefined) => void) => void;
  /** Calls back once what was just drawn is to be seen. */
  readonly painted: (work: () => void) => void;
  /** Copies a text that stands in an element. False: the browser would not. */
  readonly copy: (text: string, shown: Element) => Promise<boolean>;
  /** Loads what helps with the words of a comment; nothing comes where a page's policy or the network refuse it. */
  readonly loadWords: (use: (words: WordsHelp) => void) => void;
};
