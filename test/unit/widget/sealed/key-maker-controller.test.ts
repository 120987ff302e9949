import { beforeAll, describe, expect, test } from "vitest";
import { ok } from "../../../../shared/result.ts";
import type { CallServer } from "../../../../widget/ui/call-server.ts";
import { KeyMakerController } from "../../../../widget/sealed/key-maker-controller.ts";

const calls: string[] = [];
const saved: (readonly [name: string, text: string])[] = [];
let printed = 0;

const door = { agency: { code: "H20" }, recipient: null, former: [], history: [] };
const call = (async ({ line }: { readonly line: string }) => {
  calls.push(line);
  return ok(line.startsWith("GET") ? door : { data: [] });
}) as unknown as CallServer;

let control: KeyMakerController;

/** A maker whose key is made. Making one takes a second, so that it is shared. */
beforeAll(async () => {
  const seal = { subtle: crypto.subtle, random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const deps = {
    call,
    seal,
    save: (name: string, text: string) => saved.push([name, text]),
    print: () => (printed += 1),
  };
  control = new KeyMakerController(deps as never, () => {});
  const passphrase = "ba con trâu đen ăn cỏ";
  control.fill({ name: "Thanh tra tỉnh", passphrase, again: passphrase, agency: "H20", access: "cfk" });
  await control.make();
});

describe("a new key", () => {
  test("is neither set, signed nor named before its file was saved and its recovery sheet printed or saved", async () => {
    const tryAll = async (): Promise<unknown> => {
      await control.set();
      const first = control.fault;
      control.door = { ...door, history: [{ fingerprint: "x" }] } as never;
      control.fault = null;
      await control.signAndSet();
      const second = control.fault;
      control.door = null;
      control.fault = null;
      await control.announce();
      return [first, second, control.fault];
    };
    const refused = ["k.first", "k.first", "k.first"];
    expect([control.isKept, await tryAll()]).toEqual([false, refused]);
    control.saveFile();
    expect([control.isKept, await tryAll()]).toEqual([false, refused]);
    expect(calls).toEqual([]);
    control.isFileSaved = false;
    control.printSheet();
    expect([printed, control.isKept, await tryAll()]).toEqual([1, false, refused]);
    expect(calls).toEqual([]);
  });

  test("is set once both are kept; a saved sheet is as good as a printed one", async () => {
    control.isSheetKept = false;
    control.saveFile();
    control.saveSheet("Tờ phục hồi");
    expect(saved.at(-1)).toEqual([expect.stringMatching(/^recovery-sheet-\d{5}-\d{5}\.txt$/), "Tờ phục hồi"]);
    await control.set();
    expect([control.fault, control.isSet]).toEqual([null, true]);
    expect(calls).toEqual(["GET", "PUT"].map((method) => `${method} /v1/agencies/H20/sealed-recipient`));
  });
});
