import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sealedOffline } from "../../../build/sealed-offline.ts";
import { buildSmall } from "./build-small.ts";

const name = "sealed_offline";

function built(text: string): Promise<Readonly<Record<string, string>>> {
  const files = { "offline.js": text, "more.js": "console.log('more');" };
  return buildSmall(sealedOffline(), { name, files, entries: { offline: "offline.js" } });
}

function sha256(text: string, encoding: "base64" | "hex"): string {
  return createHash("sha256").update(text).digest(encoding);
}

describe("the page of sealed reports to keep", () => {
  it("is one file, with its SHA-256 beside it", async () => {
    const files = await built("console.log('sealed');");
    expect(Object.keys(files).sort()).toEqual(["sealed/offline.html", "sealed/offline.html.sha256"]);
    const page = files["sealed/offline.html"] ?? "";
    expect(files["sealed/offline.html.sha256"]).toBe(`${sha256(page, "hex")}  offline.html\n`);
    expect(page).not.toMatch(/__[A-Z_]+__|src=|<link rel="stylesheet"/);
  });

  it("allows its own script and style by their hashes, and no other", async () => {
    const page = (await built("console.log('sealed');"))["sealed/offline.html"] ?? "";
    for (const tag of ["script", "style"]) {
      const [, text = ""] = new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "s").exec(page) ?? [];
      expect(text.length).toBeGreaterThan(0);
      expect(page).toContain(`${tag}-src 'sha256-${sha256(text, "base64")}'`);
    }
  });

  it("isn't cut where the script speaks of a script's end", async () => {
    const page =
      (await built("const tag = (t) => console.log(t[0], 'whole'); tag`</script>`; tag`b`;"))["sealed/offline.html"] ??
      "";
    const [, text = ""] = /<script[^>]*>(.*?)<\/script>/s.exec(page) ?? [];
    expect(text).toContain("whole");
  });

  it("has no part that would have to be loaded: the build ends at one", async () => {
    await expect(built('import "https://elsewhere.example/x.js";')).rejects.toThrow("must be one file");
  });
});
