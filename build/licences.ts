import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { projectFolder, projectVersion } from "./project.ts";

/** Packages whose code is in what browsers load; each licence asks to be named with every copy. */
const packages = [
  "lit",
  "lit-html",
  "lit-element",
  "@lit/reactive-element",
  "@lit/task",
  "d3-array",
  "d3-path",
  "d3-shape",
  "qr",
  "uqr",
  "@hpke/core",
];

/** The comment that begins every script. */
export const banner = `/*! citizen-feedback ${projectVersion}; licences: /widget/licences.txt */`;

/** Writes our licence and those of `packages` to one file beside the element. */
export function licences(): Plugin {
  const textOf = (name: string, folder: string): string =>
    `${name}\n\n${readFileSync(`${projectFolder}${folder}/LICENSE`, "utf8").trim()}\n`;
  return {
    name: "licences",
    generateBundle() {
      if (this.environment.name !== "element") return;
      const texts = packages.map((name) => textOf(name, `node_modules/${name}`));
      const source = [textOf("citizen-feedback", "."), ...texts].join("\n----\n\n");
      this.emitFile({ type: "asset", fileName: "widget/licences.txt", source });
    },
  };
}
