import { expect, test } from "vitest";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { answer, change, hold, listed, newest, newTicket, openComments } from "./comments-office.ts";

test("words that their writer takes out of the rating are also deleted from answers that quote them and from the reason for reopening", async () => {
  const office = await openComments("TB");
  const code = newTicket(office);
  const { ticket: _, ...rating } = newFeedback(office.north, { level: 1 });
  await sendFeedback([{ ...rating, comment: "Zyxwvu làm tôi thất vọng hôm nay lắm", ticket: code }]);
  const id = await newest(office);
  await change(office, { id, version: 1 }, { state: "approved" });
  const words = "Ông/Bà viết: zyxwvu làm tôi thất vọng hôm nay lắm. Chúng tôi xin lỗi";
  await answer(office, { id, version: 2 }, { words });
  expect((await hold("reopen", { code, why: "Vẫn là zyxwvu" })).status).toBe(200);
  const revised = { ...rating, revision: 2, revised_at: rating.answered_at };
  expect((await sendFeedback([revised]))[0]?.outcome).toBe("accepted");
  const rows = await listed(office);
  expect(rows).toMatchObject([{ id, state: "withdrawn", words: null, reopen_why: null }]);
  const seen = JSON.stringify([rows, (await hold("lookup", { code })).body]);
  expect(seen).toContain("Chúng tôi xin lỗi");
  expect(seen.toLowerCase()).not.toContain("zyxwvu");
});
