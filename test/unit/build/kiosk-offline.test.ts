import { describe, expect, it } from "vitest";
import { kioskOffline, serviceWorker } from "../../../build/kiosk-offline.ts";
import { buildSmall } from "./build-small.ts";

type Precache = { readonly name: string; readonly files: readonly string[] };

async function precache(text = "console.log(1);", worker = "", later = "later"): Promise<Precache> {
  const files = {
    "kiosk/index.html":
      '<!doctype html><link rel="stylesheet" href="./kiosk.css" /><script type="module" src="./kiosk.js"></script>',
    "kiosk/kiosk.css": "p { color: red; }",
    "kiosk/kiosk.js": `import { shown } from "../shown.js"; ${text} shown(); import("../later.js");`,
    "shown.js": "export const shown = () => console.log(document.title);",
    "later.js": `console.log("${later}");`,
    "worker.js": `${worker}\nself.precache = __PRECACHE__;`,
  };
  const entries = { kiosk: "kiosk/index.html", worker: "worker.js" };
  const built = await buildSmall(kioskOffline(), { name: "kiosk", files, entries, names: { worker: serviceWorker } });
  const [, json = ""] = /precache=(\{.*?\})/.exec(built[serviceWorker] ?? "") ?? [];
  const list = JSON.parse(json) as Precache;
  for (const file of list.files.slice(1)) expect(Object.keys(built)).toContain(file.slice(1));
  return list;
}

describe("the kiosk's service worker", () => {
  it("knows every file of the kiosk's page: the page first, script and style, what is loaded later, manifest and icons", async () => {
    const { files } = await precache();
    expect(files[0]).toBe("/kiosk/");
    for (const part of [/^\/assets\/kiosk-.*\.js$/, /^\/assets\/kiosk-.*\.css$/, /^\/assets\/later-.*\.js$/])
      expect(files.filter((file) => part.test(file))).toHaveLength(1);
    for (const name of ["manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"])
      expect(files).toContain(`/kiosk/${name}`);
    expect(new Set(files).size).toBe(files.length);
  });

  it("has a list of another name once a file of the page has changed, and of the same name otherwise", async () => {
    const { name } = await precache();
    expect((await precache()).name).toBe(name);
    expect((await precache("console.log(2);")).name).not.toBe(name);
    expect((await precache(undefined, undefined, "another")).name).not.toBe(name);
  });

  it("stands alone: code that it shares with the page ends the build", async () => {
    await expect(precache("", 'import { shown } from "./shown.js"; shown();')).rejects.toThrow("must stand alone");
  });
});
