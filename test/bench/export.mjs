/**
 * What an export costs the server and everybody else: `node test/bench/export.mjs [rows] [file …]`, on a built bundle
 * (`npm run build`), such as `node test/bench/export.mjs 10000000 feedback.csv feedback.parquet`.
 * Fills an agency's storage while nothing runs on it, serves it for each file by a bare workerd started anew, and tells: rows per
 * second, bytes, by how much the server's resident memory grew, and the median latency of other requests beside the idle server's.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { addressOf, endProcess, startRuntime, waitUntilHealthy } from "../../scripts/runtime.mjs";

const rows = Number(process.argv[2] ?? 100_000);
const files = process.argv.length > 3 ? process.argv.slice(3) : ["feedback.csv", "feedback.parquet", "feedback.xlsx"];
const rootKey = "root-key-of-the-export-bench";
const headers = { authorization: `Bearer ${rootKey}`, "content-type": "application/json" };
const dataDir = mkdtempSync(join(tmpdir(), "export-bench-"));
const units = 125;

async function withServer(work) {
  const bindings = { ROOT_KEY: rootKey, AGENCIES: "", RATE_LIMIT: "off", VERSION: "bench" };
  const { runtime, port, problem } = await startRuntime({ host: "127.0.0.1", port: 0, dataDir, bindings });
  if (problem) throw new Error(problem);
  try {
    const address = addressOf("127.0.0.1", port);
    await waitUntilHealthy(address, AbortSignal.timeout(10_000));
    return await work({ address, pid: runtime.pid });
  } finally {
    await endProcess(runtime);
  }
}

async function ask(address, method, path, body) {
  const response = await fetch(`${address}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function setUp({ address }) {
  await ask(address, "POST", "/v1/agencies", { code: "B1", name: "Tỉnh thử tải" });
  const of = (place) => ({ code: `U${place}`, name: `Xã số ${place}`, kind: "commune", valid_from: "2020-01-01" });
  await ask(address, "PUT", "/v1/agencies/B1/units", { units: Array.from({ length: units }, (_, place) => of(place)) });
}

/** Ratings of three years, as the server would have written them, in the order of their ids. */
const fillSql = `
  WITH RECURSIVE number(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM number WHERE n < ?2)
  INSERT INTO feedback (id, revision, amend_key, touchpoint, unit, service, channel, day, corrected_ms, received_ms, changed_ms,
    change, standing, answered_at, level, reasons, form_version, locale)
  SELECT unhex(printf('%012x7%03x8%03x%012x', 1700000000000 + n * 9000, n % 4096, n % 1000, n)), 1 + n % 2, 'AAAAAAAAAAAAAAAAAAAAAA',
    printf('B1-%010d', n % 500), 'U' || (n % ${units}), CASE n % 3 WHEN 0 THEN '' ELSE '1.00' || (n % 90 + 4100) END,
    CASE n % 3 WHEN 0 THEN 'kiosk' WHEN 1 THEN 'portal' ELSE 'qr' END, 19675 + n * 9000 / 86400000, 1700000000000 + n * 9000,
    1700000000500 + n * 9000, 1700000000500 + n * 9000, n, 0, strftime('%Y-%m-%dT%H:%M:%S.000+07:00', 1700025200 + n * 9, 'unixepoch'),
    1 + n % 5, CASE n % 4 WHEN 0 THEN '["attitude","waiting-time"]' END, 1, 'vi' FROM number`;

function fill() {
  const folder = join(dataDir, "do", "agency");
  const [name] = readdirSync(folder).filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  const database = new DatabaseSync(join(folder, name));
  database.exec("PRAGMA synchronous = OFF");
  const statement = database.prepare(fillSql);
  for (let first = 1; first <= rows; first += 1_000_000) {
    database.exec("BEGIN");
    statement.run(BigInt(first), BigInt(Math.min(first + 999_999, rows)));
    database.exec("COMMIT");
  }
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

/** Resident memory in MB; -1 where the system does not tell. */
function residentMb(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return -1;
  }
}

/** One other reader, one request after the other, until told to stop; answers all latencies in ms, sorted. */
async function otherReader(address, signal) {
  const latencies = [];
  while (!signal.aborted) {
    const start = performance.now();
    await (await fetch(`${address}/v1/agencies/B1/indices?period=2026-11`, { headers })).arrayBuffer();
    latencies.push(performance.now() - start);
    await pause(5);
  }
  return latencies.sort((a, b) => a - b);
}

function medianOf(sorted) {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function idle(address) {
  const stop = new AbortController();
  const reading = otherReader(address, stop.signal);
  await pause(3000);
  stop.abort();
  return medianOf(await reading);
}

async function measure({ address, pid }, file, idleMs) {
  const stop = new AbortController();
  const [before, started] = [residentMb(pid), performance.now()];
  let [most, bytes] = [before, 0];
  const reading = otherReader(address, stop.signal);
  const response = await fetch(`${address}/v1/agencies/B1/exports/${file}`, { headers });
  const counted = performance.now();
  for await (const chunk of response.body) {
    bytes += chunk.length;
    most = Math.max(most, residentMb(pid));
  }
  const seconds = (performance.now() - started) / 1000;
  stop.abort();
  const latencies = await reading;
  const median = medianOf(latencies);
  return {
    file,
    status: response.status,
    rows: Number(response.headers.get("row-count")),
    seconds: Number(seconds.toFixed(1)),
    "first byte after s": Number(((counted - started) / 1000).toFixed(1)),
    "rows/s": Math.round(rows / seconds),
    MB: Math.round(bytes / 1e6),
    "memory +MB": Math.round(most - before),
    "others' median ms": Number(median.toFixed(2)),
    "times idle": Number((median / idleMs).toFixed(2)),
    "others' p99 ms": Number((latencies[Math.floor(latencies.length * 0.99)] ?? 0).toFixed(1)),
  };
}

mkdirSync(join(dataDir, "do"), { recursive: true });
try {
  await withServer(setUp);
  fill();
  for (const file of files) {
    await withServer(async (server) => {
      const idleMs = await idle(server.address);
      console.log(`${rows} rows; another reader's median on the idle server: ${idleMs.toFixed(2)} ms`);
      console.log(await measure(server, file, idleMs));
    });
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
