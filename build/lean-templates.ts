import { minifyHTMLLiterals } from "@lit-labs/rollup-plugin-minify-html-literals/lib/minify-html-literals.js";
import type { Plugin } from "vite";

/** Minifies the HTML of lit's templates in our own files. Spaces between words and inline elements stay. */
export function leanTemplates(): Plugin {
  return {
    name: "lean-templates",
    apply: "build",
    enforce: "pre",
    async transform(code, id) {
      if (id.includes("/node_modules/") || !id.endsWith(".ts")) return null;
      const lean = await minifyHTMLLiterals(code, { fileName: id });
      return lean && { code: lean.code, map: null };
    },
  };
}
