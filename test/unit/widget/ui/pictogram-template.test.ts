import { describe, expect, test } from "vitest";
import { pictures } from "../../../../shared/contract/form.ts";
import type { Pictogram } from "../../../../widget/ui/pictogram-template.ts";
import { pressurePicture, reasonPicture } from "../../../../widget/ui/pictogram-template.ts";
import { defaultForm } from "../../../../worker/organization/default-form.ts";

/** The path of a picture. */
function pathOf(picture: Pictogram): unknown {
  return picture === "" ? "" : picture.values[0];
}

const named = (picture: string): unknown => pathOf(reasonPicture({ id: "own", picture: picture as "other" }));

describe("a reason's picture", () => {
  test("is one of its own for each reason of the default form, but the two for other reasons", () => {
    const paths = defaultForm().reasons.map(({ id }) => pathOf(reasonPicture({ id })));
    expect(paths).not.toContain("");
    expect(new Set(paths).size).toBe(paths.length - 1);
    expect(pictures).toEqual(defaultForm().reasons.map(({ id }) => id));
  });

  test("is the one that the form names, else the one of its id", () => {
    const queue = reasonPicture({ id: "waiting-time", picture: "quick" });
    expect(pathOf(queue)).toBe(named("quick"));
    expect(named("quick")).not.toBe("");
  });

  test("is none, or that of its id, where a newer server names one that is not known here", () => {
    expect(named("hologram")).toBe("");
    expect(pathOf(reasonPicture({ id: "quick", picture: "hologram" as "other" }))).toBe(named("quick"));
    expect(pathOf(reasonPicture({ id: "constructor" }))).toBe("");
  });
});

test("each answer to the question of pressure has a picture of its own", () => {
  const paths = (["no", "office", "other", "unsaid"] as const).map((answer) => pathOf(pressurePicture(answer)));
  expect(new Set([...paths, ""]).size).toBe(5);
});
