import { beforeAll, expect, test } from "vitest";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { ask } from "../office.ts";
import { type CommentsOffice, newTicket, openComments } from "../comments/comments-office.ts";

let office: CommentsOffice;

beforeAll(async () => {
  office = await openComments("DU");
});

test("a comment's receipt tells the last day of its answer, the same that its ticket tells, and again where it is sent again", async () => {
  const code = newTicket(office);
  const item = newFeedback(office.north, { comment: "Gọi 0912 345 678", ticket: code });
  const [first] = await sendFeedback([item]);
  const [again] = await sendFeedback([item]);
  const { body } = await ask("POST /v1/tickets/lookup", { body: { code } });
  const { due_on } = body as { due_on: string };
  expect(due_on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const told = { due_on, masked: [{ kind: "phone", count: 1 }] };
  expect([first, again]).toMatchObject([
    { outcome: "accepted", ...told },
    { outcome: "duplicate", ...told },
  ]);
});

test("a rating without a comment, one refused, and a comment that is taken back have no such day", async () => {
  const item = newFeedback(office.north, { comment: "Chờ lâu", ticket: newTicket(office) });
  const { comment: _, ticket: __, ...without } = item as Record<string, unknown>;
  const receipts = [
    ...(await sendFeedback([newFeedback(office.north), item])),
    ...(await sendFeedback([{ ...item, amend_key: "B".repeat(22), revision: 2 }])),
    ...(await sendFeedback([{ ...without, revision: 2, revised_at: item.answered_at }])),
  ];
  expect(receipts.map((receipt) => [receipt.outcome, "due_on" in receipt])).toEqual([
    ["accepted", false],
    ["accepted", true],
    ["refused", false],
    ["accepted", false],
  ]);
});
