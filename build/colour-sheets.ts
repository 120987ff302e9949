import type { Plugin } from "vite";
import { pageColours } from "../shared/look/colours.ts";

const placeholder = '@import "colours";';

/** Returns a page's style sheet with the colours in place of `@import "colours";`. */
export function withColours(sheet: string): string {
  return sheet.replace(placeholder, pageColours());
}

/** Puts the colours into the style sheets of pages. They stand once, in `shared/look/colours.ts`. */
export function colourSheets(): Plugin {
  return {
    name: "colour-sheets",
    enforce: "pre",
    transform(code, id) {
      return id.endsWith(".css") && code.includes(placeholder) ? { code: withColours(code), map: null } : null;
    },
  };
}
