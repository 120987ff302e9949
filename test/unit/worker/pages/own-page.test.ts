import { expect, test } from "vitest";
import { ownPage } from "../../../../worker/pages/own-page.ts";

test.each(["/methods/", "/methods/methods.css", "/docs/problems"])("%s is made once, whoever asks", (path) => {
  expect(ownPage(path)?.body).toBeTruthy();
  expect(ownPage(path)).toBe(ownPage(path));
});

test.each(["/", "/methods/x", "__proto__", "constructor"])("%s is no page of the Worker's own", (path) => {
  expect(ownPage(path)).toBe(null);
});
