import { describe, expect, it } from "vitest";
import { embedded, embeddedFiles, embeddedMinify } from "../../../build/embedded-files.ts";
import { projectVersion } from "../../../build/project.ts";
import { buildSmall } from "./build-small.ts";

function element(text: string, output = {}): Promise<Readonly<Record<string, string>>> {
  const files = { "start.js": text, "more.js": "export const more = () => document.title;" };
  return buildSmall(embeddedFiles(), {
    name: "element",
    files,
    entries: { element: "start.js" },
    names: embedded,
    output,
  });
}

describe("files that host pages load", () => {
  it("are the same bytes under the address that moves on and under the one of their version", async () => {
    const built = await element("console.log(1);");
    const first = built["widget/v1/citizen-feedback.js"];
    expect(first).toContain("console.log(1)");
    expect(built[`widget/${projectVersion}/citizen-feedback.js`]).toBe(first);
  });

  it("are one file each: a part of its own ends the build", async () => {
    await expect(element('import("./more.js").then(({ more }) => more());')).rejects.toThrow("must stand alone");
  });

  it("have short names for members that begin with _, and for no others", async () => {
    const text =
      "const one = { _within: 1, without: 2 }; addEventListener('x', () => console.log(one._within, one.without, one));";
    const built = await element(text, { minify: embeddedMinify });
    const code = built["widget/v1/citizen-feedback.js"] ?? "";
    expect(code).toContain("without");
    expect(code).not.toContain("_within");
  });
});
