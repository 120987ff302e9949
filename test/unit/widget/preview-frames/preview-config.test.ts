import { expect, test } from "vitest";
import type { VersionedForm } from "../../../../shared/contract/form.ts";
import { touchpointConfig as configSchema } from "../../../../shared/contract/touchpoint.ts";
import { plainPlace, previewConfig } from "../../../../widget/preview-frames/preview-config.ts";
import { counterConfig } from "../../../fixtures/kiosk-config.ts";

const options = [
  { id: "a", text: { vi: "A" } },
  { id: "b", text: { vi: "B" } },
];
const form: VersionedForm = {
  ...{ id: "short", version: 2, reasons: [], comment: true, kiosk: { services: ["1.004227", "9.9"] } },
  audio: [{ language: "vi", text: "Hài lòng?", id: "0".repeat(64) }],
  questions: [
    { id: "overall", scale: 5, text: { vi: "Hài lòng?" } },
    { id: "source", type: "choice", options, text: { vi: "Qua đâu?" } },
    { id: "manner", scale: 3, text: { vi: "Thái độ?" } },
  ],
};

test("a draft is drawn as the server would tell it: ratings apart from choices, services by name", () => {
  const made = previewConfig(
    { ...counterConfig, signed_only: true, closed: true, comments: "published" },
    form,
    "counter",
  );
  expect(configSchema.safeParse(made)).toMatchObject({ success: true });
  expect(made.form.questions.map(({ id }) => id)).toEqual(["overall", "manner"]);
  expect(made.form.typed_questions?.map(({ id }) => id)).toEqual(["source"]);
  expect(made.services?.map(({ name }) => name)).toEqual([counterConfig.services?.[0]?.name, "9.9"]);
  // A touchpoint of a device would refuse to be tried on a portal.
  expect(made).not.toHaveProperty("signed_only");
  expect(made).not.toHaveProperty("closed");
});

test("a form that no touchpoint asks yet stands in a place of nobody", () => {
  expect(configSchema.safeParse(previewConfig(plainPlace("H20"), form, "portal"))).toMatchObject({ success: true });
});
