/**
 * Sends ratings over open connections and prints the result. Each connection waits for an answer before it sends again.
 * It is its own process, so it shares only the machine with the server. Run as `node drive-load.ts '<JSON>'`.
 */
import { connect, type Socket } from "node:net";
import { makeFeedback } from "../server/make-feedback.ts";

/** The load to make: POST to `path` of a local port. */
export type Load = {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly touchpoints: readonly string[];
};

/** The result: answers per second in the measured time, and percentiles of the wait in milliseconds. */
export type LoadResult = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly wrong: number;
};

const load = JSON.parse(process.argv[2] ?? "{}") as Load;
const preparedCount = 60_000;
let made = 0;

function nextRequest(): Buffer {
  made += 1;
  const touchpoint = load.touchpoints[(made * 7919) % load.touchpoints.length] ?? "";
  const item = makeFeedback(touchpoint, (made % 5) + 1, Date.now());
  const body = JSON.stringify({ sent_at: item.answered_at, feedback: [{ ...item, reasons: [] }] });
  const head = `POST ${load.path} HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\ncontent-type: application/json\r\n`;
  return Buffer.from(`${head}content-length: ${body.length}\r\n\r\n${body}`);
}

const prepared = Array.from({ length: preparedCount }, nextRequest);
const waitsMs: number[] = [];
let wrong = 0;
let measuring = false;
let ended = false;

function send(socket: Socket): number {
  socket.write(prepared.pop() ?? nextRequest());
  return performance.now();
}

/** Length of the first whole answer in the text, or 0 while some of it is missing. */
function answerLength(text: string): number {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return 0;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  if (length) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : 0;
  const end = text.indexOf("0\r\n\r\n", head);
  return end < 0 ? 0 : end + 5;
}

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, "127.0.0.1");
    let text = "";
    let sentAt = 0;
    socket.setNoDelay(true);
    socket.on("connect", () => {
      sentAt = send(socket);
    });
    socket.on("error", reject);
    socket.on("close", () => (ended ? resolve() : reject(new Error("the server closed a connection"))));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (answerLength(text) === 0) return;
      if (!text.startsWith("HTTP/1.1 200") || !text.includes('"accepted"')) wrong += 1;
      if (measuring) waitsMs.push(performance.now() - sentAt);
      text = "";
      if (ended) socket.end();
      else sentAt = send(socket);
    });
  });
}

const connections = Array.from({ length: load.connections }, open);
await new Promise((resolve) => setTimeout(resolve, load.warmUpMs));
measuring = true;
const startedAt = performance.now();
await Promise.race([new Promise((resolve) => setTimeout(resolve, load.measureMs)), Promise.all(connections)]);
const seconds = (performance.now() - startedAt) / 1000;
measuring = false;
ended = true;
waitsMs.sort((one, other) => one - other);
const at = (share: number): number => waitsMs[Math.floor(waitsMs.length * share)] ?? Number.NaN;
const result: LoadResult = { perSecond: waitsMs.length / seconds, p50: at(0.5), p99: at(0.99), wrong };
console.log(JSON.stringify(result));
process.exit();
