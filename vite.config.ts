import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };
const element = "widget/v1/citizen-feedback.js";

/** Licences of what the element's file contains; each asks to be named with every copy. */
function licences(): string {
  const parts = ["lit", "lit-html", "idb"].map((name) => {
    const text = readFileSync(`${root}node_modules/${name}/LICENSE`, "utf8");
    return `${name}\n\n${text.trim()}\n`;
  });
  return parts.join("\n----\n\n");
}

/**
 * The element is one file, whatever else is built: the same bytes under /widget/v1/ (which moves on) and under
 * /widget/{version}/ (which never changes).
 */
function oneFileElement(): Plugin {
  return {
    name: "one-file-element",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const chunk = bundle[element];
        if (chunk?.type !== "chunk") return;
        const parts = [...chunk.imports, ...chunk.dynamicImports];
        if (parts.length > 0) this.error(`${element} must stand alone, but imports ${parts.join(", ")}`);
        // After minifying, line breaks are left inside templates only, where they are indentation.
        const banner = `/*! citizen-feedback ${version}; licences: /widget/licences.txt */\n`;
        chunk.code = banner + chunk.code.trim().replace(/>\s*\n {2,}</g, "><").replace(/\n {2,}/g, " ");
        this.emitFile({ type: "asset", fileName: `widget/${version}/citizen-feedback.js`, source: chunk.code });
        this.emitFile({ type: "asset", fileName: "widget/licences.txt", source: licences() });
      },
    },
  };
}

/** Takes blanks out of style sheets written in templates, which no minifier looks into. */
function leanStyles(): Plugin {
  return {
    name: "lean-styles",
    apply: "build",
    transform(code, id) {
      if (!id.endsWith("-styles.ts")) return null;
      const lean = (sheet: string): string => sheet.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":").replace(/;}/g, "}");
      return { code: code.replace(/`[^`]*`/g, lean), map: null };
    },
  };
}

export default defineConfig({
  root: `${root}widget/pages`,
  publicDir: false,
  define: { __WIDGET_VERSION__: JSON.stringify(version) },
  build: {
    outDir: `${root}dist/site`,
    emptyOutDir: true,
    target: ["es2019"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      // idb's extras, which we do without: database shortcuts and cursor iterators, half of its bytes.
      treeshake: { manualPureFunctions: ["replaceTraps"] },
      input: {
        element: `${root}widget/start-portal.ts`,
        home: `${root}widget/pages/index.html`,
        demo: `${root}widget/pages/demo/index.html`,
        rate: `${root}widget/pages/rate/index.html`,
        privacy: `${root}widget/pages/privacy/index.html`,
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === "element" ? element : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  plugins: [leanStyles(), oneFileElement()],
});
