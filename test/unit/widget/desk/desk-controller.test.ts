import { expect, test, vi } from "vitest";
import { ok } from "../../../../shared/result.ts";
import type { AskOffice } from "../../../../widget/desk/ask-office.ts";
import { DeskController } from "../../../../widget/desk/desk-controller.ts";

function unit(code: string, valid_from: string, valid_to: string | null): Record<string, unknown> {
  return { code, name: `Xã ${code}`, parent: "H20", kind: "commune", valid_from, valid_to };
}

test("offers the units that are valid in this month, also those that will end, and no others", async () => {
  const units = [
    unit("Former", "2020-01-01", "2025-06-30"),
    unit("Standing", "2025-07-01", null),
    unit("Ending", "2025-07-01", "2026-12-31"),
    unit("Renamed", "2025-07-01", "2026-11-14"),
    unit("Renamed", "2026-11-15", null),
    unit("Later", "2027-01-01", null),
  ];
  const ask = (async (_holder, { line }) => {
    const data = line.startsWith("GET /units") ? units : [];
    return ok({ data, meta: { next_cursor: null } });
  }) as AskOffice;
  const desk = new DeskController({ ask, month: "2026-11", storage: null }, () => {});
  await desk.open();
  expect(desk.units.map(({ code }) => code)).toEqual(["Ending", "Renamed", "Standing"]);
});

test("shows the history of the comment that is open, also if an earlier one's comes later", async () => {
  const answers: ((page: unknown) => void)[] = [];
  const ask = (async (_holder, { line }) => {
    if (line.startsWith("GET /audit"))
      return ok(await new Promise<never>((resolve) => answers.push(resolve as (page: unknown) => void)));
    return ok({ id: line.split("/").at(-1), words: "" });
  }) as AskOffice;
  const desk = new DeskController({ ask, month: "2026-11", storage: null }, () => {});
  const first = desk.read("a");
  const history = (id: string): unknown => ({ data: [{ id }] });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const second = desk.read("b");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(history("b"));
  answers[0]?.(history("a"));
  await Promise.all([first, second]);
  expect([desk.comment?.id, desk.history]).toEqual(["b", [{ id: "b" }]]);
});
