import { describe, expect, it } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import type { IndexQuery } from "../../../../shared/contract/published-index.ts";
import { parseIndexQuestion } from "../../../../worker/indices/index-question.ts";
import { errorsOf } from "../../../../worker/problems/failure.ts";
import { day, organizationOf, unit } from "./sample-agency.ts";

const organization = organizationOf([
  unit("H20", null),
  unit("A", "H20"),
  unit("A1", "A"),
  unit("B", "H20"),
  unit("GONE", "A", { validTo: day("2025-12-31") }),
]);

function parse(query: IndexQuery, root = "H20") {
  return parseIndexQuestion({ period: "2026", ...query }, { organization, root, today: day("2026-11-24") });
}

function refusal(query: IndexQuery, root?: string): unknown {
  const result = parse(query, root);
  if (result.ok) return "accepted";
  const { kind, given, fits } = result.failure as { kind: string; given?: string; fits?: string[] };
  return [kind, errorsOf(result.failure)[0]?.pointer, given, fits].filter((part) => part !== undefined);
}

describe("a question for indices", () => {
  it("is by default the satisfaction of the key's whole subtree, ungrouped, in today's units", () => {
    const result = parse({}, "A");
    expect(result).toMatchObject({
      ok: true,
      value: {
        unit: "A",
        time: null,
        question: "overall",
        channel: null,
        service: null,
        methods: null,
        unitsAs: "now",
      },
    });
    expect(result.ok && [...result.value.by]).toEqual([]);
    expect(result.ok && formatDay(result.value.period.to)).toBe("2026-12-31");
  });

  it("reads every parameter", () => {
    const result = parse({
      period: "2026-11",
      unit: "A1",
      by: "service,month,unit",
      question: "attitude",
      channel: "paper",
      service: "1.001",
      method: "mean@1,csat@1",
      units_as: "then",
      format: "csv",
      limit: "5",
      cursor: "x",
    });
    expect(result).toMatchObject({
      ok: true,
      value: { unit: "A1", time: "month", question: "attitude", channel: "paper", service: "1.001", unitsAs: "then" },
    });
    expect(result.ok && [...result.value.by]).toEqual(["service", "unit"]);
    expect(result.ok && result.value.methods?.map((method) => method.id)).toEqual(["mean@1", "csat@1"]);
  });

  it.each<[IndexQuery, unknown]>([
    [{ period: "2026-13" }, ["invalid", "/period"]],
    [{ from: "2026-01-01" }, ["invalid", "/period"]],
    [{ by: "" }, ["invalid", "/by"]],
    [{ by: "unit,unit" }, ["invalid", "/by"]],
    [{ by: "day,month" }, ["invalid", "/by"]],
    [{ by: "unit, day" }, ["invalid", "/by"]],
    [{ by: "office" }, ["invalid", "/by"]],
    [{ by: "officer", units_as: "now" }, ["invalid", "/units_as"]],
    [{ rank: "unit" }, ["invalid", "/rank"]],
    [{ by: "constructor" }, ["invalid", "/by"]],
    [{ by: "reason,question" }, ["invalid", "/by"]],
    [{ by: "reason,touchpoint" }, ["invalid", "/by"]],
    [{ by: "officer,reason" }, ["invalid", "/by"]],
    [{ by: "touchpoint", reason: "quick" }, ["invalid", "/by"]],
    [{ by: "reason", question: "attitude" }, ["invalid", "/question"]],
    [{ reason: "quick", question: "attitude" }, ["invalid", "/question"]],
    [{ reason: "quick", method: "weighted-top-two@1" }, ["invalid", "/reason"]],
    [{ by: "reason", method: "weighted-top-two@1" }, ["invalid", "/by"]],
    [{ reason: "weather" }, ["unknown-reason", "/reason", "weather"]],
    [{ reason: "" }, ["unknown-reason", "/reason", ""]],
    [{ by: "unit,month,service,channel,reason", question: "overall", reason: "quick" }, "accepted"],
    [{ channel: "Paper form" }, ["invalid", "/channel"]],
    [{ unit: "X9" }, ["unknown-unit", "/unit", "X9"]],
    [{ unit: "" }, ["unknown-unit", "/unit", ""]],
    [{ question: "taste" }, ["unknown-question", "/question", "taste"]],
    [{ service: "9.999" }, ["unknown-service", "/service", "9.999"]],
    [{ service: "" }, ["unknown-service", "/service", ""]],
  ])("with %j is refused as %j", (query, expected) => {
    expect(refusal(query)).toEqual(expected);
  });

  it("is refused about a unit outside the key's subtree, but not about one that once was inside it", () => {
    expect(refusal({ unit: "B" }, "A")).toEqual(["outside-subtree", "/unit", "B"]);
    expect(refusal({ unit: "H20" }, "A")).toEqual(["outside-subtree", "/unit", "H20"]);
    expect(refusal({ unit: "A1" }, "A")).toBe("accepted");
    expect(refusal({ unit: "GONE" }, "A")).toBe("accepted");
  });

  it("by a method that does not fit the scale is refused with those that do", () => {
    expect(refusal({ method: "nps@1" })).toEqual([
      "scale-unfit",
      "/method",
      "nps@1",
      ["top-two@1", "mean@1", "mean-percent@1", "gds@1", "happy@1", "csat@1", "weighted-top-two@1"],
    ]);
    expect(refusal({ method: "top-two@1", question: "recommend" })).toEqual([
      "scale-unfit",
      "/method",
      "top-two@1",
      ["nps@1"],
    ]);
    expect(refusal({ method: "mean@1,top-two@1", question: "wait" })).toEqual([
      "scale-unfit",
      "/method",
      "top-two@1",
      ["mean@1", "happy@1"],
    ]);
    expect(refusal({ method: "mean@1,nps@1", by: "question" })).toBe("accepted");
  });

  it("by a weighted method can only be grouped by units and times", () => {
    const method = "top-two@1,weighted-top-two@1";
    expect(refusal({ method, by: "unit,month" })).toBe("accepted");
    expect(refusal({ method, question: "attitude" })).toBe("accepted");
    for (const by of ["service", "unit,channel", "question", "touchpoint"]) {
      expect(refusal({ method, by })).toEqual(["invalid", "/by"]);
    }
    expect(refusal({ method, channel: "kiosk" })).toEqual(["invalid", "/channel"]);
    expect(refusal({ method, service: "1.001" })).toEqual(["invalid", "/service"]);
  });

  it("by a method that nobody knows is refused with those that fit", () => {
    expect(refusal({ method: "top-three@1", question: "recommend" })).toEqual([
      "unknown-method",
      "/method",
      "top-three@1",
      ["nps@1"],
    ]);
    const fits = ["top-two@1", "mean@1", "mean-percent@1", "gds@1", "happy@1", "csat@1", "weighted-top-two@1"];
    expect(refusal({ method: "" })).toEqual(["unknown-method", "/method", "", fits]);
    expect(refusal({ method: "top-two@1," })).toEqual(["unknown-method", "/method", "", fits]);
  });

  it("by a scorecard's method is refused with those that take answers, since the method is known", () => {
    const fits = ["top-two@1", "mean@1", "mean-percent@1", "gds@1", "happy@1", "csat@1", "weighted-top-two@1"];
    expect(refusal({ method: "top-two@1,tt01@1" })).toEqual(["scale-unfit", "/method", "tt01@1", fits]);
    expect(refusal({ method: "tt01@1", question: "recommend" })).toEqual([
      "scale-unfit",
      "/method",
      "tt01@1",
      ["nps@1"],
    ]);
  });
});
