import type { Plugin } from "vite";
import { projectVersion } from "./project.ts";

/** The files that host pages load, by the name of their build. Their addresses never change. */
export const embedded: Readonly<Record<string, string>> = {
  element: "widget/v1/citizen-feedback.js",
  more: "widget/v1/citizen-feedback-more.js",
  check: "widget/v1/citizen-feedback-check.js",
  comments: "widget/v1/citizen-comments.js",
  badge: "widget/v1/citizen-badge.js",
  board: "widget/v1/citizen-board.js",
};

/** How they are minified. Members that begin with `_` get short names; nothing under such a name may leave its file. */
export const embeddedMinify = { compress: true, mangle: true, mangleProps: { include: /^_/ } } as const;

/**
 * Checks that what host pages load is one file each, and writes it twice: under `/widget/v1/`, which moves on, and under
 * `/widget/{version}/`, which never changes.
 */
export function embeddedFiles(): Plugin {
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
        this.emitFile({ type: "asset", fileName: file.replace("/v1/", `/${projectVersion}/`), source: chunk.code });
      },
    },
  };
}
