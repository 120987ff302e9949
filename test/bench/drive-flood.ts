/**
 * Floods a local port with one row of the table of floods, over 64 connections at full speed, until stdin closes. Then it
 * prints how many answers of each status came. It is its own process, so it shares only the machine with those who measure.
 * Run as `node drive-flood.ts '<JSON>'`.
 */
import { connect, type Socket } from "node:net";
import { type FloodAim, floodRequests, floodRows } from "./flood-rows.ts";

/** The flood to make. */
export type Flood = { readonly port: number; readonly row: string; readonly aim: FloodAim };

const connections = 64;
const again = 20;

const flood = JSON.parse(process.argv[2] ?? "{}") as Flood;
const row = floodRows[flood.row];
if (!row) throw new Error(`there is no flood ${flood.row}`);
const requests = floodRequests(row, flood.aim);
const answers: Record<string, number> = {};
let sent = 0;
let ended = false;

function send(socket: Socket): void {
  sent += 1;
  socket.write(requests[sent % requests.length] ?? "");
}

/** Length of the first answer, Infinity while its head is not complete; the end of a chunked one shows in its last bytes. */
function wholeLength(head: string): number {
  const end = head.indexOf("\r\n\r\n");
  if (end < 0) return Number.POSITIVE_INFINITY;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end)) ?? [];
  return length === undefined ? Number.NaN : end + 4 + Number(length);
}

function open(): void {
  if (ended) return;
  const socket = connect(flood.port, "127.0.0.1");
  let head = "";
  let tail = "";
  let got = 0;
  socket.setNoDelay(true);
  socket.on("connect", () => send(socket));
  socket.on("error", () => count("broken"));
  socket.on("close", () => void setTimeout(open, again));
  socket.on("data", (chunk) => {
    const text = chunk.toString("latin1");
    if (!head.includes("\r\n\r\n")) head += text;
    tail = (tail + text).slice(-5);
    got += chunk.length;
    const length = wholeLength(head);
    if (Number.isNaN(length) ? tail !== "0\r\n\r\n" : got < length) return;
    count(head.slice(9, 12));
    [head, tail, got] = ["", "", 0];
    if (!ended) send(socket);
  });
}

function count(what: string): void {
  answers[what] = (answers[what] ?? 0) + 1;
}

for (let one = 0; one < connections; one++) open();
process.stdin.resume();
process.stdin.on("end", () => {
  ended = true;
  process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit());
});
