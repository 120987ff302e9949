import type { Plugin } from "vite";
import { pageBase } from "../shared/look/colours.ts";

const placeholder = '@import "base";';

/** Returns a page's style sheet with the base of all pages in place of `@import "base";`. */
export function withBase(sheet: string): string {
  return sheet.replace(placeholder, pageBase());
}

/** Puts the base of all pages into their style sheets: it stands once, in `shared/look/colours.ts`. */
export function baseSheets(): Plugin {
  return {
    name: "base-sheets",
    enforce: "pre",
    transform(code, id) {
      return id.endsWith(".css") && code.includes(placeholder) ? { code: withBase(code), map: null } : null;
    },
  };
}
