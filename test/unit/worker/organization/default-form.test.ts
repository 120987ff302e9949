import { describe, expect, test } from "vitest";
import { channels, form } from "../../../../shared/contract/form.ts";
import { defaultForm } from "../../../../worker/organization/default-form.ts";

const { reasons } = defaultForm();

describe("defaultForm", () => {
  test("passes the contract", () => {
    expect(form.safeParse(defaultForm()).success).toBe(true);
  });

  test("asks overall on 5 levels", () => {
    expect(defaultForm().questions).toMatchObject([{ id: "overall", scale: 5 }]);
  });

  test.each(channels.flatMap((channel) => [1, 2, 3, 4, 5].map((level) => [channel, level] as const)))(
    "offers 2 to 8 reasons on %s after level %i, the open one last",
    (channel, level) => {
      const shown = reasons.filter((one) => one.levels.includes(level) && one.channels?.includes(channel));
      expect(shown.length).toBeGreaterThanOrEqual(2);
      expect(shown.length).toBeLessThanOrEqual(8);
      expect(shown.at(-1)?.id).toBe(level <= 3 ? "other" : "other-good");
    },
  );

  test("has 24 reasons for low levels and 9 for high ones, each in both languages and on some channel", () => {
    expect(reasons.filter(({ levels }) => levels.includes(1))).toHaveLength(24);
    expect(reasons.filter(({ levels }) => levels.includes(5))).toHaveLength(9);
    expect(new Set(reasons.map(({ id }) => id)).size).toBe(33);
    expect(reasons.every(({ text, channels: on }) => text.en !== undefined && on && on.length > 0)).toBe(true);
  });
});
