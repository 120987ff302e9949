import type { BuildEnvironmentOptions } from "vite";
import { defineConfig } from "vite";
import { baseSheets } from "./build/base-sheets.ts";
import { embedded, embeddedFiles, embeddedMinify } from "./build/embedded-files.ts";
import { kioskOffline, serviceWorker } from "./build/kiosk-offline.ts";
import { leanTemplates } from "./build/lean-templates.ts";
import { banner, licences } from "./build/licences.ts";
import { projectFolder, projectVersion } from "./build/project.ts";
import { sealedOffline } from "./build/sealed-offline.ts";

const widget = `${projectFolder}widget`;
/** Entries whose address never changes. */
const fixedNames: Readonly<Record<string, string>> = {
  ...embedded,
  "service-worker": serviceWorker,
  // The Worker writes the pages that load them.
  rate: "rate/rate.js",
  poster: "poster/poster.js",
  "board-page": "board/board.js",
};

/** What is built, each apart: a page is one script, and what host pages load stands alone. The first empties the folder. */
const builds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  client: { home: `${widget}/pages/index.html` },
  demo: { demo: `${widget}/pages/demo/index.html` },
  rate: { rate: `${widget}/pages/rate/start-rate.ts` },
  poster: { poster: `${widget}/pages/poster/start-poster.ts` },
  ticket: { ticket: `${widget}/pages/ticket/index.html` },
  sealed: { sealed: `${widget}/pages/sealed/index.html` },
  // The page of sealed reports once more, for people who keep it as a file.
  sealed_offline: { offline: `${widget}/pages/sealed/offline.ts` },
  office: { office: `${widget}/pages/office/index.html` },
  office_preview: { "office-preview": `${widget}/pages/office/preview/index.html` },
  office_sealed: { "office-sealed": `${widget}/pages/office/sealed/index.html` },
  kiosk: {
    kiosk: `${widget}/pages/kiosk/index.html`,
    "service-worker": `${widget}/offline/start-service-worker.ts`,
  },
  element: { element: `${widget}/portal/start-portal.ts` },
  more: { more: `${widget}/portal/start-more.ts` },
  check: { check: `${widget}/check/start-check.ts` },
  comments: { comments: `${widget}/comments/start-comments.ts` },
  badge: { badge: `${widget}/badge/start-badge.ts` },
  board_page: { "board-page": `${widget}/pages/board/board.ts` },
  board: { board: `${widget}/board/start-embedded-board.ts` },
};

function buildOf(input: Readonly<Record<string, string>>): BuildEnvironmentOptions {
  const isEmbedded = Object.keys(input).some((name) => name in embedded);
  return {
    outDir: `${projectFolder}dist/site`,
    emptyOutDir: "home" in input,
    target: ["es2020"],
    cssTarget: "chrome80",
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input,
      // Shorter everywhere but in the second file, whose constants are long and used more than once.
      optimization: { inlineConst: { mode: "more" in input ? "smart" : "all" } },
      // The second file of the element is imported by the first.
      preserveEntrySignatures: "more" in input ? "strict" : false,
      output: {
        entryFileNames: ({ name }) => fixedNames[name] ?? "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        postBanner: banner,
        ...(isEmbedded ? { minify: embeddedMinify } : {}),
      },
    },
  };
}

export default defineConfig({
  root: `${widget}/pages`,
  publicDir: false,
  define: { __WIDGET_VERSION__: JSON.stringify(projectVersion) },
  environments: Object.fromEntries(
    Object.entries(builds).map(([name, input]) => [name, { consumer: "client", build: buildOf(input) }]),
  ),
  builder: {
    async buildApp(builder) {
      for (const each of Object.values(builder.environments)) await builder.build(each);
    },
  },
  plugins: [leanTemplates(), baseSheets(), embeddedFiles(), licences(), kioskOffline(), sealedOffline()],
});
