import { makeFeedback } from "../server/make-feedback.ts";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { setUpAgency } from "./set-up-agency.ts";

const comments = 100_000;
const perBatch = 100;
const times = 20;

const subjects = [
  "Cán bộ tiếp nhận",
  "Máy lấy số",
  "Quầy số ba",
  "Cổng dịch vụ",
  "Phòng chờ",
  "Bảng hướng dẫn",
  "Hồ sơ đất đai",
];
const said = [
  "rất chậm",
  "hay bị hỏng",
  "làm nhanh và thân thiện",
  "đóng cửa sớm",
  "không có ai hướng dẫn",
  "yêu cầu thêm giấy tờ",
];
const places = [
  "ở tầng một",
  "buổi sáng thứ hai",
  "trong tuần trước",
  "tại xã",
  "khi đăng ký kết hôn",
  "lúc cấp lại giấy",
];
const wishes = [
  "mong được sửa sớm",
  "xin cảm ơn",
  "đề nghị xem lại",
  "nhờ tỉnh kiểm tra",
  "hy vọng sẽ tốt hơn",
  "cần thêm người",
];

function pick(list: readonly string[], number: number): string {
  return list[number % list.length] ?? "";
}

/** Returns a different comment for each number, with some common and some rare words. */
function wordsOf(number: number): string {
  const mixed = (number * 7919) % 1_000_003;
  const sentence = [pick(subjects, mixed), pick(said, mixed >> 3), pick(places, mixed >> 6), pick(wishes, mixed >> 9)];
  return `${sentence.join(" ")}, việc số ${mixed % 5000} của tôi ngày ${1 + (mixed % 28)}`;
}

async function ask<T>(address: string, path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(address + path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function fill({ address }: BenchServer): Promise<number> {
  const { touchpoints } = await setUpAgency(address);
  const started = performance.now();
  for (let at = 0; at < comments; at += perBatch) {
    const feedback = Array.from({ length: perBatch }, (_, place) => {
      const touchpoint = touchpoints[((at + place) * 7919) % touchpoints.length]?.id ?? "";
      return { ...makeFeedback(touchpoint, 3, Date.now()), comment: wordsOf(at + place) };
    });
    const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
    await ask(address, "/v1/feedback", { method: "POST", body, headers: { "content-type": "application/json" } });
  }
  return (performance.now() - started) / comments;
}

/** Returns the object's time for one search, in milliseconds: the difference between many searches in a call and one. */
async function objectMs({ address }: BenchServer, query: string): Promise<{ ms: number; rows: number }> {
  const search = async (count: number): Promise<{ ms: number; rows: number }> => {
    const before = performance.now();
    const { rows } = await ask<{ rows: number }>(address, `/bench/search?times=${count}&${query}`);
    return { ms: performance.now() - before, rows };
  };
  await search(1);
  const [one, many] = [await search(1), await search(times + 1)];
  return { ms: (many.ms - one.ms) / times, rows: one.rows };
}

/** Measures receiving comments, and searching 100,000 of them. */
export async function measureComments(): Promise<void> {
  const server = await startBenchServer("measured");
  try {
    const each = await fill(server);
    console.log(
      `\nComments: ${comments.toLocaleString("en")} received, ${each.toFixed(2)} ms each in batches of ${perBatch}`,
    );
    const searches = [
      "q=cham",
      "q=can+bo+cham",
      "q=viec+so+4321",
      "q=may+lay+so&unit=U007",
      "q=4321&unit=U007",
      "q=khongco",
      "unit=U007",
      "state=held",
      "overdue=true",
      "reason=waiting-time&unit=U007",
      "",
    ];
    const rows = [];
    for (const query of searches) {
      const { ms, rows: found } = await objectMs(server, query);
      rows.push({ query, "rows (at most 200)": found, "object (ms)": ms.toFixed(2) });
    }
    console.table(rows);
  } finally {
    await server.end();
  }
}
