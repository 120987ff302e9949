import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { withBase } from "./base-sheets.ts";
import { projectFolder } from "./project.ts";

function sha256(text: string, encoding: "base64" | "hex"): string {
  return createHash("sha256").update(text).digest(encoding);
}

/** Fills `__SCRIPT__`, `__STYLE__` and their hashes for the Content-Security-Policy into the page's template. */
function filled(template: string, script: string, style: string): string {
  const parts: Readonly<Record<string, string>> = {
    __SCRIPT__: `<script type="module">${script}</script>`,
    __SCRIPT_HASH__: `sha256-${sha256(script, "base64")}`,
    __STYLE__: `<style>${style}</style>`,
    __STYLE_HASH__: `sha256-${sha256(style, "base64")}`,
  };
  return template.replaceAll(/__[A-Z_]+?__/g, (name) => parts[name] ?? name);
}

/**
 * Writes the page of sealed reports as one file that loads nothing, with its SHA-256 beside it. Somebody who doesn't trust the
 * served page can keep this file and compare its hash.
 */
export function sealedOffline(): Plugin {
  const read = (path: string): string => readFileSync(`${projectFolder}widget/pages/${path}`, "utf8");
  return {
    name: "sealed-offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        if (this.environment.name !== "sealed_offline") return;
        const [chunk] = Object.values(bundle).filter((part) => part.type === "chunk");
        if (!chunk || chunk.imports.length > 0) return this.error("the sealed page to keep must be one file");
        // The minifier writes `<\/script` wherever the code has a script's end.
        const page = filled(read("sealed/offline.html"), chunk.code, withBase(read("page.css")));
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: "asset", fileName: "sealed/offline.html", source: page });
        const line = `${sha256(page, "hex")}  offline.html\n`;
        this.emitFile({ type: "asset", fileName: "sealed/offline.html.sha256", source: line });
      },
    },
  };
}
