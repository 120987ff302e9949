import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import type { Ticket } from "../../../shared/contract/ticket.ts";
import { checkCharacter } from "../../../shared/encodings/check-character.ts";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { answer, change, comment, hold, newest, openComments } from "./comments-office.ts";
import { ask, askAsRoot, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let ticket: string;

beforeAll(async () => {
  const base = await openAgency("C10");
  await putThreeUnits(base);
  const touchpoints = [{ unit: "North", channel: "portal", name: "Cổng" }];
  const [made] = rowsOf(await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints }));
  ticket = "C10-7K3M9Q2XHW4TP";
  const now = new Date().toISOString();
  const feedback = {
    id: "019368e0-0000-7000-8000-000000000001",
    revision: 1,
    amend_key: "a".repeat(22),
    touchpoint: made?.id,
    answered_at: now,
    level: 2,
    comment: "Chờ lâu",
    ticket,
  };
  const sent = await ask("POST /v1/feedback", { body: { sent_at: now, feedback: [feedback] } });
  expect(sent.body).toMatchObject({ receipts: [{ outcome: "accepted" }] });
});

describe("the steps of a ticket", () => {
  test("tell receipt, each unit that it was passed on to, answers and the reopening in the person's own words; never who acted", async () => {
    const office = await openComments("TS");
    const code = await comment(office, "Quầy vắng");
    const id = await newest(office);
    await change(office, { id, version: 1 }, { state: "approved" });
    await change(office, { id, version: 2 }, { state: "assigned", unit: "Ward" });
    await answer(office, { id, version: 3 }, { words: "Đã có người trực" });
    await hold("reopen", { code, why: "Vẫn vắng, gọi tôi 0912345678" });
    const why = "Không thuộc phường";
    await change(office, { id, version: 5 }, { state: "assigned", unit: "South", why });
    const found = await hold("lookup", { code });
    const { steps, in_charge, days_left } = found.body as unknown as Ticket;
    expect(steps.map(({ kind, unit, words }) => [kind, unit?.code ?? words])).toEqual([
      ["received", "North"],
      ["passed-on", "Ward"],
      ["answered", "Ward"],
      ["reopened", "Vẫn vắng, gọi tôi [số điện thoại]"],
      ["passed-on", "South"],
    ]);
    expect(in_charge.map((unit) => unit.code)).toEqual(["South"]);
    expect(days_left).toBeGreaterThan(0);
    expect(JSON.stringify(found.body)).not.toContain(why);
    await hold("withdraw", { code });
    const after = (await hold("lookup", { code })).body as unknown as Ticket;
    expect(after.steps.at(-1)?.kind).toBe("withdrawn");
    expect(JSON.stringify(after)).not.toContain("Vẫn vắng");
  });
});

describe("POST /v1/tickets/lookup", () => {
  test("tells the ticket's holder the state, day, unit and words of the comment", async () => {
    const day = await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName("C10")), (_, state) =>
      Number(state.storage.sql.exec("SELECT day FROM feedback").one().day),
    );
    const found = await ask("POST /v1/tickets/lookup", { body: { code: ticket } });
    expect(found.body).toMatchObject({
      state: "received",
      received_on: formatDay(day),
      unit: { code: "North", name: "Xã Bắc" },
      words: "Chờ lâu",
    });
    expect(found.headers.get("cache-control")).toBe("no-store");
  });

  test("answers the same for an unknown ticket and for an unknown agency", async () => {
    const wrong = await ask("POST /v1/tickets/lookup", { body: { code: "C10-0000000000000" } });
    const nowhere = await ask("POST /v1/tickets/lookup", { body: { code: "C99-7K3M9Q2XHW4TP" } });
    expect(wrong).toMatchObject({ status: 404, kind: "unknown-ticket" });
    expect(nowhere.body).toEqual(wrong.body);
    expect(JSON.stringify(wrong.body)).not.toContain("0000000000000");
  });

  test("looks up no code whose check character does not fit, not even a stored one; the feedback is taken all the same", async () => {
    const office = await openComments("TC");
    const right = await comment(office, "Chờ lâu");
    expect(await hold("lookup", { code: right })).toMatchObject({ status: 200 });
    const body = "ZZZZZZZZZZZZ";
    const wrong = `${office.code}-${body}${checkCharacter(body) === "2" ? "3" : "2"}`;
    const stored = newFeedback(office.north, { comment: "Đông", ticket: wrong });
    expect(await sendFeedback([stored])).toMatchObject([{ outcome: "accepted" }]);
    for (const act of ["lookup", "withdraw", "reopen"] as const) {
      expect(await hold(act, { code: wrong })).toMatchObject({ status: 404, kind: "unknown-ticket" });
    }
    expect(await hold("rate", { code: wrong, rating: 5 })).toMatchObject({ status: 404, kind: "unknown-ticket" });
  });

  test.each(["C10", "c10-7k3m9q2xhw4tp", "C10-7K3M9Q2XHW4T!", "", "-"])(
    "answers %j, which is no code, like an unknown ticket",
    async (code) => {
      const wrong = await ask("POST /v1/tickets/lookup", { body: { code: "C10-0000000000000" } });
      const malformed = await ask("POST /v1/tickets/lookup", { body: { code } });
      expect(malformed.status).toBe(404);
      expect(malformed.body).toEqual(wrong.body);
    },
  );

  test("refuses a body of another shape", async () => {
    const refused = await ask("POST /v1/tickets/lookup", { body: { code: 7 } });
    expect(refused).toMatchObject({ status: 400, kind: "invalid", body: { errors: [{ pointer: "/code" }] } });
  });
});
