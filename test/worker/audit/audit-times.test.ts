import { describe, expect, test } from "vitest";
import { comment, listed, openComments } from "../comments/comments-office.ts";
import { ask, rowsOf } from "../office.ts";

describe("the audit log of a comment", () => {
  test("shows a unit's key the day on which somebody wrote without the time, and the whole agency's key both", async () => {
    const office = await openComments("AUDT");
    await comment(office, "Chờ lâu quá");
    const id = String((await listed(office))[0]?.id);
    const headers = { "if-match": '"1"' };
    const approved = await ask(`PATCH ${office.base}/comments/${id}`, {
      ...{ key: office.northKey, headers },
      body: { state: "approved" },
    });
    expect(approved.status).toBe(200);
    const times = async (key: string): Promise<unknown[]> =>
      rowsOf(await ask(`GET ${office.base}/audit?on=${id}`, { key })).map(({ by, at }) => [
        by === "writer",
        // Midnight at UTC+7.
        String(at).endsWith("T17:00:00.000Z"),
      ]);
    expect(await times(office.northKey)).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(await times(office.officeKey)).toEqual([
      [false, false],
      [true, false],
    ]);
  });
});
