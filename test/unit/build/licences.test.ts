import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { licences } from "../../../build/licences.ts";
import { projectFolder } from "../../../build/project.ts";
import { buildSmall } from "./build-small.ts";

const small = { files: { "start.js": "console.log(1);" }, entries: { start: "start.js" } };

it("the licence of every package that browsers load lies beside the element", async () => {
  const text = (await buildSmall(licences(), { name: "element", ...small }))["widget/licences.txt"] ?? "";
  const own = readFileSync(`${projectFolder}LICENSE`, "utf8").trim();
  expect(text.startsWith(`citizen-feedback\n\n${own}`)).toBe(true);
  for (const name of ["lit", "lit-html", "lit-element", "@lit/reactive-element", "qr", "uqr", "@hpke/core"]) {
    const licence = readFileSync(`${projectFolder}node_modules/${name}/LICENSE`, "utf8").trim();
    expect(text).toContain(`${name}\n\n${licence}`);
  }
});

it("the licences are written once, with the element", async () => {
  expect(Object.keys(await buildSmall(licences(), { name: "kiosk", ...small }))).not.toContain("widget/licences.txt");
});
