import { beforeAll, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, rowsOf } from "../office.ts";
import { storyBefore } from "../../../worker/sample/sample-history.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { formatDay } from "../../../shared/calendar/day.ts";

const base = "/v1/agencies/X99";
const story = storyBefore(todayInVietnam());
let key = "";

beforeAll(async () => {
  await askAsRoot("POST /v1/agencies", { code: "X99", name: "Tỉnh Mẫu", sample: true });
  const begun = performance.now();
  const filled = await askAsRoot(`POST ${base}/sample`);
  console.log(filled.body, performance.now() - begun);
  key = await giveKey(base, {
    scopes: ["indices:read", "comments:read", "devices:write", "feedback:read", "tallies:write", "set-asides:write"],
  });
}, 120_000);

test("look", async () => {
  const q = story.quarter.id;
  const show = async (line: string, pick: (row: any) => unknown = (row) => row) => {
    const got = await ask(line.replace(" ", ` ${base}`), { key });
    const rows = got.status === 200 && (got.body as any).data ? rowsOf(got).map(pick) : got.body;
    console.log(line, got.status, JSON.stringify(rows, null, 0).slice(0, 6000));
  };
  const row = (r: any) =>
    [
      r.unit?.code,
      r.period?.from,
      r.service,
      r.channel,
      r.question,
      r.value,
      r.n,
      r.interval?.low,
      r.interval?.high,
      r.coverage?.rate,
      r.flagged?.n,
      r.set_aside?.n,
      r.withheld,
    ]
      .filter((x) => x !== null && x !== undefined && x !== "overall")
      .join(" ");
  console.log(
    JSON.stringify({
      ...story,
      calendar: 0,
      days: [story.first, story.campaign, story.merger, story.attack, story.silent.from].map(formatDay),
    }),
  );
  await show(`GET /indices?period=${q}`, row);
  await show(`GET /indices?from=${formatDay(story.first)}&to=${formatDay(story.today)}&by=month`, row);
  await show(`GET /indices?period=${q}&unit=M100&by=unit`, row);
  await show(`GET /indices?period=${q}&unit=M200&by=unit`, row);
  await show(`GET /indices?period=${q}&unit=M300&by=unit`, row);
  await show(`GET /indices?period=${q}&by=unit`, row);
  await show(`GET /indices?period=${q}&by=service`, row);
  await show(`GET /indices?period=${q}&by=channel`, row);
  await show(`GET /indices?period=${q}&by=question`, row);
  await show(`GET /indices?period=${q}&by=reason&service=9.900007`, (r) => [r.reason, r.n, r.value].join(" "));
  await show(`GET /indices?from=${formatDay(story.first)}&to=${formatDay(story.today)}&by=month&unit=M103`, row);
  await show(`GET /indices?from=${formatDay(story.first)}&to=${formatDay(story.today)}&by=month&unit=M207`, row);
  await show(`GET /answers?period=${q}`, (r) =>
    [r.unit.code, r.month, r.received, r.on_time, r.answered, r.overdue, r.running, r.rated].join(" "),
  );
  await show(`GET /set-asides`);
  await show(`GET /signs?from=${formatDay(story.quarter.from)}&to=${formatDay(story.quarter.to)}`, (r) =>
    [r.day, r.touchpoint, r.sign, r.count].join(" "),
  );
  await show(`GET /devices/events`, (r) => [r.device, r.kind, r.change, r.at, r.detail].join(" "));
  await show(`GET /devices`, (r) =>
    [r.id, r.touchpoint, r.state, r.alerts.length, JSON.stringify(r.sequence), JSON.stringify(r.coverage)].join(" "),
  );
  await show(`GET /publications`, (r) => [r.version, r.published_at, r.day, r.rows, r.restated, r.withheld].join(" "));
  await show(`GET /publications/latest?period=${q}&by=unit&unit=M300&method=top-two@1`, row);
  await show(`GET /publications/latest?period=${q}&method=top-two@1`, row);
  await show(`GET /comments?overdue=true`, (r) => [r.received_on, r.state, r.words].join(" "));
  await show(`GET /comments?limit=1000`, (r) => r.state + (r.decision ?? ""));
  await show(`GET /indices?period=${q}&by=day,touchpoint&unit=M106`, row);
  const verify = await askAsRoot(`POST ${base}/rollups/verify`);
  console.log(JSON.stringify(verify.body));
});
