import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BuildEnvironmentOptions, Plugin } from "vite";
import { defineConfig, minifySync } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };
const element = "widget/v1/citizen-feedback.js";
/** Files that host pages load, by entry. Each stands alone. */
const embedded: Readonly<Record<string, string>> = {
  element,
  words: "widget/v1/citizen-feedback-words.js",
  comments: "widget/v1/citizen-comments.js",
};
const banner = `/*! citizen-feedback ${version}; licences: /widget/licences.txt */`;
const serviceWorker = "kiosk/service-worker.js";
const wordsBeside = "./citizen-feedback-words.js";
/** Entries whose address never changes. */
const fixedNames: Readonly<Record<string, string>> = {
  ...embedded,
  "service-worker": serviceWorker,
  // The Worker writes the page that loads it.
  rate: "rate/rate.js",
};

/** Our licence, and those of what element and kiosk contain; each asks to be named with every copy. */
function licences(): string {
  const parts = [".", ...["lit", "lit-html", "idb", "qr", "uqr"].map((name) => `node_modules/${name}`)].map(
    (folder) => {
      const text = readFileSync(`${root}${folder}/LICENSE`, "utf8");
      return `${folder.replace("node_modules/", "").replace(".", "citizen-feedback")}\n\n${text.trim()}\n`;
    },
  );
  return parts.join("\n----\n\n");
}

/**
 * Members that only the element's own code knows, lit's own among them: neither the platform, nor the wire, nor what lies in a
 * person's outbox, nor what the second file is handed.
 * They are shortened, which is worth two hundredths of the budget. Whoever adds one looks that it is nobody else's name;
 * the end-to-end tests run what comes out.
 */
const internalNames =
  `_\\$\\w+ alone attribute canSend capture chance changeFace choices choose chooseLevel chooseReason chosen config context copy defaultServer
  delivery drafts drawn drawnConfig finish foot focusOn gauge headline hear isBusy isChosen isCopied isInMemory isLate
  isNear isNewest isWide leaveComment loadConfig loaded loadWords measure monotonicMs more nearness newest official
  offsetMinutes oldest outbox painted park patience place ports receipt reconsider requestUpdate retryAfterMs sendLeaving sendNow
  sheet sizes step tell serverSeen serverVersion settle settled settlement shownText timers typed unwatch watch watchPage
  widgetVersion withTicket words wordsPlace written`.split(/\s+/);

/** The same for the second file: what its rules read, and its own members; none that a text names in braces. */
const internalNamesOfWords =
  `askFont askMasks converted digits gained goOn isMain isUndone letters longest lost openSealed places press
  sign sizes`.split(/\s+/);

/** Minified code without the indentation of its templates: line breaks are left inside those only. */
function leanTemplates(code: string): string {
  return code
    .trim()
    .replace(/>\s*\n {2,}</g, "><")
    .replace(/\n {2,}/g, " ");
}

/** An embedded file's code without indentation in its templates; the element's with short names for its own members. */
function small(file: string, code: string): string {
  const names = file === element ? internalNames : file === embedded["words"] ? internalNamesOfWords : ["_"];
  const mangleProps = { include: new RegExp(`^(?:${names.join("|")})$`) };
  return minifySync(file, leanTemplates(code), {
    module: true,
    compress: { target: "es2019" },
    mangleProps,
  }).code.trim();
}

/**
 * What host pages load is one file each, whatever else is built: the same bytes under /widget/v1/ (which moves on) and under
 * /widget/{version}/ (which never changes).
 */
function embeddedFiles(): Plugin {
  return {
    name: "embedded-files",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const file = embedded[this.environment.name] ?? "";
        const chunk = bundle[file];
        if (chunk?.type !== "chunk") return;
        const parts = [...chunk.imports, ...chunk.dynamicImports];
        if (parts.length > 0) this.error(`${file} must stand alone, but imports ${parts.join(", ")}`);
        chunk.code = `${banner}\n${small(file, chunk.code)}`;
        this.emitFile({ type: "asset", fileName: file.replace("/v1/", `/${version}/`), source: chunk.code });
        this.emitFile({ type: "asset", fileName: "widget/licences.txt", source: licences() });
      },
    },
  };
}

/** The element's second file is one of its own, beside the first, and loaded by the browser: no bundler's help with it. */
function wordsApart(): Plugin {
  return {
    name: "words-apart",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (this.environment.name !== "element" || !id.endsWith("/start-portal.ts")) return null;
      const apart = code.replace('import("./start-words.ts")', `import(/* @vite-ignore */ ["${wordsBeside}"][0])`);
      if (apart === code) this.error("the element does not load its second file");
      return { code: apart, map: null };
    },
  };
}

/**
 * Lit leaves its version in a global list, and asks for its polyfills for browsers older than ours: nothing of either for
 * other people's pages.
 */
function litWithoutGlobals(): Plugin {
  return {
    name: "lit-without-globals",
    apply: "build",
    transform(code, id) {
      if (!id.endsWith("/lit-html/lit-html.js")) return null;
      const lean = code.replace(/,(\w+)=\w+\.litHtmlPolyfillSupport;\1\?\.\([^;]*?litHtmlVersions[^;]*?;/, ";");
      if (lean === code) this.error("lit-html is written otherwise than it was");
      return { code: lean, map: null };
    },
  };
}

type Bundle = Parameters<Extract<NonNullable<Plugin["generateBundle"]>, (...args: never[]) => unknown>>[1];

/** Files that a chunk needs, those loaded on demand as well. */
function filesOf(bundle: Bundle, name: string, found: Set<string> = new Set()): Set<string> {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk" || found.has(name)) return found;
  found.add(name);
  for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
  for (const part of [...chunk.imports, ...chunk.dynamicImports]) filesOf(bundle, part, found);
  return found;
}

/**
 * Gives the kiosk's service worker the list of files that its page consists of, and a name that changes with any of them. The
 * page itself comes first. Names of manifest and icons never change, since installed pages ask for them.
 */
function kioskOffline(): Plugin {
  const fixed = ["manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];
  return {
    name: "kiosk-offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle[serviceWorker];
        const page = bundle["kiosk/index.html"];
        if (this.environment.name !== "kiosk") return;
        if (worker?.type !== "chunk" || page?.type !== "asset") return this.error("the kiosk's page was not built");
        if (worker.imports.length > 0) this.error(`${serviceWorker} must stand alone`);
        const hash = createHash("sha256").update(page.source);
        for (const name of fixed) {
          const source = readFileSync(`${root}widget/pages/kiosk/${name}`);
          this.emitFile({ type: "asset", fileName: `kiosk/${name}`, source });
          hash.update(source);
        }
        const named = [...String(page.source).matchAll(/"\/(assets\/[^"]+)"/g)].map(([, name]) => name ?? "");
        const parts = new Set(named.flatMap((name) => [name, ...filesOf(bundle, name)]));
        for (const name of parts) {
          const part = bundle[name];
          if (part?.type === "chunk") part.code = `${banner}\n${leanTemplates(part.code)}`;
          hash.update(name).update(part?.type === "chunk" ? part.code : "");
        }
        const paths = ["kiosk/", ...parts, ...fixed.map((name) => `kiosk/${name}`)].map((path) => `/${path}`);
        const precache = { name: `kiosk-${version}-${hash.digest("hex").slice(0, 8)}`, files: paths };
        worker.code = worker.code.replaceAll("__PRECACHE__", JSON.stringify(precache));
      },
    },
  };
}

/**
 * The page of sealed reports as one file that needs nothing of any server, so that whoever would not trust the served page
 * can keep it and compare its hash.
 */
function sealedOffline(): Plugin {
  const sha256 = (text: string, encoding: "base64" | "hex"): string =>
    createHash("sha256").update(text).digest(encoding);
  return {
    name: "sealed-offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        if (this.environment.name !== "sealed") return;
        const [chunk] = Object.values(bundle).filter((part) => part.type === "chunk");
        if (!chunk || chunk.imports.length > 0) return this.error("the sealed page to keep must be one file");
        const script = leanTemplates(chunk.code).replaceAll("</script", "<\\/script");
        const style = readFileSync(`${root}widget/pages/page.css`, "utf8");
        const parts: Readonly<Record<string, string>> = {
          __SCRIPT__: `<script type="module">${script}</script>`,
          __SCRIPT_HASH__: `sha256-${sha256(script, "base64")}`,
          __STYLE__: `<style>${style}</style>`,
          __STYLE_HASH__: `sha256-${sha256(style, "base64")}`,
        };
        const template = readFileSync(`${root}widget/pages/sealed/offline.html`, "utf8");
        const page = template.replaceAll(/__[A-Z_]+?__/g, (name) => parts[name] ?? name);
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: "asset", fileName: "sealed/offline.html", source: page });
        const line = `${sha256(page, "hex")}  offline.html\n`;
        this.emitFile({ type: "asset", fileName: "sealed/offline.html.sha256", source: line });
      },
    },
  };
}

const pages = {
  home: `${root}widget/pages/index.html`,
  demo: `${root}widget/pages/demo/index.html`,
  rate: `${root}widget/pages/rate/rate.ts`,
  ticket: `${root}widget/pages/ticket/index.html`,
  sealed: `${root}widget/pages/sealed/index.html`,
  "comments-desk": `${root}widget/pages/office/comments/index.html`,
  "sealed-office": `${root}widget/pages/office/sealed/index.html`,
};

const kioskParts = {
  kiosk: `${root}widget/pages/kiosk/index.html`,
  "service-worker": `${root}widget/offline/start-service-worker.ts`,
};

function buildOf(input: Readonly<Record<string, string>>, isFirst: boolean): BuildEnvironmentOptions {
  return {
    outDir: `${root}dist/site`,
    emptyOutDir: isFirst,
    target: ["es2020"],
    cssTarget: "chrome80",
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input,
      // Shorter everywhere but in the words, whose constants are long and used more than once.
      optimization: { inlineConst: { mode: "words" in input ? "smart" : "all" } },
      // idb's extras, which we do without: database shortcuts and cursor iterators, half of its bytes.
      treeshake: { manualPureFunctions: ["replaceTraps"] },
      // The second file of the element is imported by the first.
      preserveEntrySignatures: "words" in input ? "strict" : false,
      output: {
        entryFileNames: ({ name }) => fixedNames[name] ?? "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  };
}

export default defineConfig({
  root: `${root}widget/pages`,
  publicDir: false,
  define: { __WIDGET_VERSION__: JSON.stringify(version) },
  environments: {
    client: { build: buildOf(pages, true) },
    // What host pages load, and the kiosk, are built apart, so that they share no file with any page.
    element: { consumer: "client", build: buildOf({ element: `${root}widget/portal/start-portal.ts` }, false) },
    words: { consumer: "client", build: buildOf({ words: `${root}widget/portal/start-words.ts` }, false) },
    comments: { consumer: "client", build: buildOf({ comments: `${root}widget/comments/start-comments.ts` }, false) },
    kiosk: { consumer: "client", build: buildOf(kioskParts, false) },
    // The sealed door once more, for whoever keeps it as a file.
    sealed: { consumer: "client", build: buildOf({ offline: `${root}widget/pages/sealed/offline.ts` }, false) },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  plugins: [wordsApart(), litWithoutGlobals(), embeddedFiles(), kioskOffline(), sealedOffline()],
});
