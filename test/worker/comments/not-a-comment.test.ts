import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { ask, rowsOf } from "../office.ts";
import {
  change,
  comment,
  type CommentsOffice,
  hold,
  listed,
  newest,
  openComments,
  published,
} from "./comments-office.ts";

async function marked(office: CommentsOffice, kind = "advert"): Promise<{ id: string; ticket: string }> {
  const ticket = await comment(office, `Bán sim số đẹp ${kind}`);
  const id = await newest(office);
  const done = await change(office, { id, version: 1 }, { not_a_comment: kind });
  expect(done).toMatchObject({ status: 200, body: { not_a_comment: kind, deadline: null, version: 2 } });
  return { id, ticket };
}

async function metaOf(office: CommentsOffice): Promise<unknown> {
  const { body } = await ask(`GET ${office.base}/comments?touchpoint=${office.north}`);
  return (body as { meta: unknown }).meta;
}

/** Lets the last day of a comment pass. */
async function makeLate(office: CommentsOffice, id: string): Promise<void> {
  await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName(office.code)), (_, { storage }) => {
    const days = "due_day = due_day - 100, warn_day = warn_day - 100, escalate_day = escalate_day - 100";
    storage.sql.exec(`UPDATE comment SET ${days} WHERE id = ?`, id);
  });
}

describe("words that the office says are no comment", () => {
  test("need a key of the whole agency; a unit cannot drop what it does not like", async () => {
    const office = await openComments("NC");
    await comment(office, "Chờ lâu quá");
    const id = await newest(office);
    for (const not_a_comment of ["abuse", null]) {
      const body = { not_a_comment, why: "không phải" };
      expect(await change(office, { id, version: 1, key: office.northKey }, body)).toMatchObject({
        status: 403,
        kind: "outside-subtree",
      });
    }
    expect((await listed(office))[0]).toMatchObject({ not_a_comment: null, version: 1 });
  });

  test("count in no figure of the unit, raise no alert, and are counted as such", async () => {
    const office = await openComments("NC");
    await comment(office, "Chờ lâu quá");
    const { id: own } = (await listed(office))[0] as { id: string };
    const { id } = await marked(office);
    await makeLate(office, id);
    await makeLate(office, own);
    await runDurableObjectAlarm(env.AGENCY.get(env.AGENCY.idFromName(office.code)));
    const told = rowsOf(await ask(`GET ${office.base}/audit?limit=1000`, { key: office.officeKey }));
    const alerts = told.filter(({ what }) => /overdue|warned|escalated/.test(String(what)));
    expect(alerts.map(({ on }) => on)).toEqual([own]);
    expect((await listed(office, "?overdue=true")).map((row) => row.id)).toEqual([own]);

    const year = new Date().getUTCFullYear();
    const answers = rowsOf(await ask(`GET ${office.base}/answers?period=${year}`, { key: office.officeKey }));
    expect(answers).toMatchObject([{ received: 1, overdue: 1, running: 0, not_comments: { advert: 1 } }]);
    const digests = rowsOf(await ask(`GET ${office.base}/digests?period=${year}`, { key: office.officeKey }));
    expect(digests).toMatchObject([{ received: 2, not_comments: { advert: 1 }, oldest_overdue: { id: own } }]);
    const [card] = rowsOf(
      await ask(`GET ${office.base}/scorecards/qd766-satisfaction@1?period=${year}&unit=North`, {
        key: office.officeKey,
      }),
    );
    expect(card).toMatchObject({ suggested: { reflections: 1 } });
    await change(office, { id: own, version: 1 }, { not_a_comment: "test" });
    const later = rowsOf(await ask(`GET ${office.base}/answers?period=${year}`, { key: office.officeKey }));
    expect(later).toMatchObject([{ received: 0, on_time_percent: null, not_comments: { advert: 1, test: 1 } }]);
  });

  test("are not public, though they were approved before, but their number is", async () => {
    const office = await openComments("NC");
    await comment(office, "Tốt");
    const id = await newest(office);
    await change(office, { id, version: 1 }, { state: "approved" });
    expect(await published(office)).toHaveLength(1);
    expect(await metaOf(office)).toEqual({ next_cursor: null });
    expect(await change(office, { id, version: 2 }, { not_a_comment: "test" })).toMatchObject({ status: 200 });
    expect(await published(office)).toEqual([]);
    expect(await metaOf(office)).toEqual({ next_cursor: null, not_comments: { test: 1 } });
    const back = await change(office, { id, version: 3 }, { not_a_comment: null, why: "Nhầm" });
    expect(back).toMatchObject({ status: 200, body: { not_a_comment: null, decision: "approved" } });
    expect(await published(office)).toHaveLength(1);
  });

  test("are taken back with a reason only, and every step is in the audit log", async () => {
    const office = await openComments("NC");
    const { id } = await marked(office, "abuse");
    const refused = await change(office, { id, version: 2 }, { not_a_comment: null });
    expect(refused).toMatchObject({ status: 400, kind: "invalid", body: { errors: [{ pointer: "/why" }] } });
    expect(await change(office, { id, version: 2 }, { not_a_comment: null, why: "Là góp ý" })).toMatchObject({
      status: 200,
      body: { deadline: { status: "running" } },
    });
    const entries = rowsOf(await ask(`GET ${office.base}/audit?on=${id}`, { key: office.officeKey }));
    const said = entries.map(({ what, why }) => [what, why]);
    expect(said).toContainEqual(["comment.not-a-comment", null]);
    expect(said).toContainEqual(["comment.is-comment", "Là góp ý"]);
  });

  test.each([
    [{ not_a_comment: "advert" }, 409],
    [{ not_a_comment: "joke" }, 400],
    [{ not_a_comment: "test", state: "closed" }, 400],
    [{ state: "approved" }, 409],
  ])("take no other change: %j", async (body, status) => {
    const office = await openComments("NC");
    const { id } = await marked(office);
    expect((await change(office, { id, version: 2 }, body)).status).toBe(status);
  });

  test("say so to the ticket's holder, who can still withdraw them", async () => {
    const office = await openComments("NC");
    const { ticket: code } = await marked(office);
    expect(await hold("lookup", { code })).toMatchObject({
      body: { not_a_comment: "advert", due_on: null, is_overdue: false, may: { withdraw: true, reopen: false } },
    });
    expect(await hold("withdraw", { code })).toMatchObject({ body: { state: "withdrawn", words: null } });
  });
});
