import type { Plugin } from "vite";
import { projectVersion } from "./project.ts";

/** The files that host pages load, by the name of their build. Their addresses never change. */
export const embedded: Readonly<Record<string, string>> = {
  element: "widget/v1/citizen-feedback.js",
  more: "widget/v1/citizen-feedback-more.js",
  comments: "widget/v1/citizen-comments.js",
  badge: "widget/v1/citizen-badge.js",
  board: "widget/v1/citizen-board.js",
};

/** How they are minified. Members that begin with `_` get short names; nothing under such a name may leave its file. */
export const embeddedMinify = { compress: true, mangle: true, mangleProps: { include: /^_/ } } as const;

/** Beside the files that host pages load: parts that a file brings itself, on our own pages, when they are first needed. */
export const broughtLater = "widget/v1/citizen-[name]-[hash].js";

/**
 * Checks that what host pages load is one file each, and writes it twice: under `/widget/v1/`, which moves on, and under
 * `/widget/{version}/`, which never changes. A part that is brought later imports its file and nothing else.
 */
export function embeddedFiles(): Plugin {
  return {
    name: "embedded-files",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const file = embedded[this.environment.name] ?? "";
        if (!(file in bundle)) return;
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== "chunk") continue;
          const others = chunk.imports.filter((name) => name !== file);
          if (others.length > 0) this.error(`${chunk.fileName} must stand alone, but imports ${others.join(", ")}`);
          const fileName = chunk.fileName.replace("/v1/", `/${projectVersion}/`);
          this.emitFile({ type: "asset", fileName, source: chunk.code });
        }
      },
    },
  };
}
