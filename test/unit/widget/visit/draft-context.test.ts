import fc from "fast-check";
import { expect, test } from "vitest";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { noConfig } from "../../../../widget/config/touchpoint-config.ts";
import { draftContext } from "../../../../widget/visit/draft-context.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

function contextOf(attributes: Readonly<Record<string, string>>, config = { ...noConfig }) {
  const attribute = (name: string): string => ({ touchpoint, ...attributes })[name] ?? "";
  return draftContext({ attribute, address: "https://h.example/nop", locale: "vi", config });
}

test("says where feedback was given, and which form was shown", () => {
  const context = contextOf({ service: "1.004227", dossier: "H20.20.4-241124-0001" }, touchpointConfig);
  expect(context).toEqual({
    touchpoint,
    locale: "vi",
    page: "/nop",
    form_version: 3,
    dossier: "H20.20.4-241124-0001",
    service: "1.004227",
  });
});

test("names no service where the touchpoint is bound to one", () => {
  const bound = { ...touchpointConfig, service: { id: "1.000001", name: "Khai sinh" } };
  expect(contextOf({ service: "1.004227" }, bound)).not.toHaveProperty("service");
});

test("whatever the host page writes, the contract takes it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (service, dossier, page) => {
      const { item } = keptFeedback(1, 1, contextOf({ service, dossier, page }));
      expect(feedbackItem.safeParse(item).success).toBe(true);
    }),
  );
});
