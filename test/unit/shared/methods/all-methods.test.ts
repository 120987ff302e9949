import { describe, expect, it } from "vitest";
import { methodDescription } from "../../../../shared/contract/method-description.ts";
import { optionLevels, scales } from "../../../../shared/levels.ts";
import { allMethods, defaultMethodFor, findMethod, methodsForScale } from "../../../../shared/methods/all-methods.ts";
import { computeValue } from "../../../../shared/methods/compute-index.ts";
import { describeMethod } from "../../../../shared/methods/describe-all-methods.ts";

describe("the register of methods", () => {
  it("has each method once, named and versioned", () => {
    const ids = allMethods.map((method) => method.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][a-z-]*@[1-9]\d*$/.test(id))).toEqual([]);
  });

  it("finds a method by its id, and nothing by another", () => {
    expect(allMethods.map((method) => findMethod(method.id))).toEqual(allMethods);
    expect(findMethod("top-two")).toBeUndefined();
    expect(findMethod("top-two@2")).toBeUndefined();
    expect(findMethod("__proto__")).toBeUndefined();
  });

  it("knows which methods fit a scale", () => {
    expect(scales.map((scale) => methodsForScale(scale).map((method) => method.id))).toEqual([
      ["top-two@1", "mean@1", "happy@1", "csat@1"],
      ["mean@1", "happy@1"],
      ["top-two@1", "mean@1", "mean-percent@1", "gds@1", "happy@1", "csat@1"],
      ["nps@1"],
    ]);
  });

  it("has the share for the options of a choice, and no other method", () => {
    expect(methodsForScale(optionLevels).map(({ id }) => id)).toEqual(["share@1"]);
    expect(defaultMethodFor(optionLevels).id).toBe("share@1");
  });

  it("falls back to the mean on 4 levels and to the net promoter score on 11", () => {
    expect(scales.map((scale) => defaultMethodFor(scale).id)).toEqual(["top-two@1", "mean@1", "top-two@1", "nps@1"]);
  });
});

describe.each(allMethods)("the description of $id", (method) => {
  it("keeps to the contract", () => {
    expect(methodDescription.safeParse(describeMethod(method)).error).toBeUndefined();
  });

  it("has an example that comes true", () => {
    const { example } = describeMethod(method);
    expect(computeValue(method, example.tally)).toBe(example.value);
  });
});

describe("the range in a description", () => {
  it("has null where an end depends on the scale", () => {
    const ranges = Object.fromEntries(allMethods.map((method) => [method.id, describeMethod(method).range]));
    expect(ranges).toEqual({
      "top-two@1": [0, 100],
      "mean@1": [1, null],
      "mean-percent@1": [20, 100],
      "gds@1": [0, 1],
      "happy@1": [0, 100],
      "csat@1": [0, 100],
      "nps@1": [-100, 100],
      "share@1": [0, 100],
    });
  });
});
