import { expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { vi } from "../../../../widget/messages/messages.ts";
import { ownPage } from "../../../../worker/pages/own-page.ts";

test.each(["/methods/", "/methods/methods.css", "/docs/problems"])("%s is made once, whoever asks", (path) => {
  expect(ownPage(path)?.body).toBeTruthy();
  expect(ownPage(path)).toBe(ownPage(path));
});

test.each(["/", "/methods/x", "__proto__", "constructor"])("%s is no page of the Worker's own", (path) => {
  expect(ownPage(path)).toBe(null);
});

test("the page of methods calls the levels what the element calls them", () => {
  expect(ownPage("/methods/", "en")?.body).toContain(en["s5.3"]);
  expect(ownPage("/methods/")?.body).toContain(vi["s5.3"]);
});
