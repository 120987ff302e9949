import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { projectFolder, projectVersion } from "./project.ts";

type Bundle = Parameters<Extract<NonNullable<Plugin["generateBundle"]>, (...args: never[]) => unknown>>[1];

/** Where the kiosk's service worker lies in the site. */
export const serviceWorker = "kiosk/service-worker.js";

/** Manifest and icons: their names never change, since installed pages ask for them. */
const fixed = ["manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];

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
 * Puts the list of files that the kiosk's page consists of into its service worker, in place of `__PRECACHE__`, with a name
 * that changes with any of them. The page itself comes first.
 */
export function kioskOffline(): Plugin {
  return {
    name: "kiosk-offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        if (this.environment.name !== "kiosk") return;
        const worker = bundle[serviceWorker];
        const page = bundle["kiosk/index.html"];
        if (worker?.type !== "chunk" || page?.type !== "asset") return this.error("the kiosk's page was not built");
        if (worker.imports.length > 0) this.error(`${serviceWorker} must stand alone`);
        const named = [...String(page.source).matchAll(/"\/(assets\/[^"]+)"/g)].map(([, name]) => name ?? "");
        const parts = new Set(named.flatMap((name) => [name, ...filesOf(bundle, name)]));
        // The page names its files, and they name theirs, by hashes of what is in them.
        const hash = createHash("sha256").update(page.source);
        for (const name of fixed) {
          const source = readFileSync(`${projectFolder}widget/pages/kiosk/${name}`);
          this.emitFile({ type: "asset", fileName: `kiosk/${name}`, source });
          hash.update(source);
        }
        const files = ["kiosk/", ...parts, ...fixed.map((name) => `kiosk/${name}`)].map((path) => `/${path}`);
        const precache = { name: `kiosk-${projectVersion}-${hash.digest("hex").slice(0, 8)}`, files };
        worker.code = worker.code.replaceAll("__PRECACHE__", JSON.stringify(precache));
      },
    },
  };
}
