import decodeQR from "qr/decode.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, pressAll, screens } from "./kiosk-page.ts";

beforeEach(() => page.viewport(1080, 1920));
afterEach(clearPage);

/** Reads the code that is drawn, as a phone's camera would. */
function read({ root }: KioskPage): string {
  const code = root.querySelector(".qr") as SVGElement;
  const size = Number(code.getAttribute("viewBox")?.split(" ")[2]);
  const scale = 8;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * scale;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.scale(scale, scale);
  for (const path of code.querySelectorAll("path")) {
    context.fillStyle = getComputedStyle(path).fill;
    context.fill(new Path2D(path.getAttribute("d") ?? ""));
  }
  return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
}

test("the code for a phone leads to a page that knows which rating the comment follows", async () => {
  const kiosk = await openKiosk();
  await screens["phone"]?.(kiosk);
  const { id } = kiosk.kept[0]?.draft.item ?? { id: "" };
  expect(read(kiosk)).toBe(`https://gopy.example/rate/${kioskConfig.id}?follows=${id}`);
});

test.each(["sealed", "sealed after the thanks"])(
  "the code of the screen “%s” names the agency, and neither the kiosk nor the rating",
  async (name) => {
    const kiosk = await openKiosk();
    await screens[name]?.(kiosk);
    expect(read(kiosk)).toBe("https://gopy.example/sealed/H20");
  },
);

test("an English kiosk leads to an English page of sealed reports", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "English", "Satisfied", /^Private report/);
  expect(read(kiosk)).toBe("https://gopy.example/sealed/H20?lang=en");
});

test("an English kiosk leads to an English page", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "English", "Satisfied", "Skip");
  expect(read(kiosk)).toMatch(/\?follows=[0-9a-f-]{36}&lang=en$/);
});

test("the code beside a ticket leads to the ticket, in the address's fragment only", async () => {
  const kiosk = await openKiosk();
  await screens["ticket"]?.(kiosk);
  expect(read(kiosk)).toBe(`https://gopy.example/ticket/#${kiosk.kept[1]?.draft.item.ticket}`);
});
