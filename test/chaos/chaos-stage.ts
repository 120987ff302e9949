import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Device, EnrolmentTicket } from "../../shared/contract/device.ts";
import type { FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { KioskProxy } from "../end-to-end/kiosk-proxy.ts";
import { kioskProxy } from "../end-to-end/kiosk-proxy.ts";
import type { Office } from "../server/office.ts";
import { callOffice } from "../server/office.ts";
import type { RunningServer } from "../server/start-server.ts";
import { startServer } from "../server/start-server.ts";
import type { KioskTablet } from "./kiosk-tablet.ts";
import { kioskTablet, pressUntilGone } from "./kiosk-tablet.ts";

/** Server, network and tablet of a run, and its office. */
export type ChaosStage = {
  readonly folder: string;
  readonly proxy: KioskProxy;
  readonly office: Office;
  tablet: KioskTablet;
  /** The tablet's device id. */
  readonly device: string;
  /** Returns n of the agency's index. */
  readonly countIndex: () => Promise<number>;
  /** Kills the server, starts it again on its data, and waits until it answers. */
  readonly killServer: () => Promise<void>;
  readonly seeDevice: () => Promise<Device>;
  /** Returns all feedback of the touchpoint. */
  readonly readRecords: () => Promise<FeedbackRecord[]>;
  /** Enrols a tablet as the device, with a new code. */
  readonly enrolAnew: (tablet: KioskTablet) => Promise<void>;
  /** Waits until the tablet's queue is empty and the server knows it. */
  readonly settle: (tablet: KioskTablet) => Promise<void>;
  readonly end: () => Promise<void>;
};

const touchpoint = "H20-chaask10sk";
const patienceMs = 90_000;
const hourMs = 60 * 60 * 1000;

/** Sets up an office with one enrolled tablet at its own touchpoint. */
export async function chaosStage(): Promise<ChaosStage> {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-chaos-"));
  let server = await startServer(join(folder, "data"));
  const office = { baseUrl: server.baseUrl, key: server.officeKey };
  await setUp(office);
  const proxy = await kioskProxy(server.baseUrl);
  const tablet = await kioskTablet(join(folder, "profile"), proxy.origin);
  const { device, link } = await callOffice<EnrolmentTicket>(office, "POST /devices", {
    touchpoint,
    name: "Máy ở sảnh",
  });
  await enrol(tablet, link);
  const seeDevice = (): Promise<Device> => callOffice<Device>(office, `GET /devices/${device}`);
  return {
    ...{ folder, proxy, office, tablet, device, seeDevice },
    async killServer() {
      server = await killedAndStarted(server, join(folder, "data"));
    },
    readRecords: () => readRecords(office),
    countIndex: () => countIndex(office),
    enrolAnew: async (other) =>
      enrol(other, (await callOffice<EnrolmentTicket>(office, `POST /devices/${device}/codes`)).link),
    async settle(other) {
      const untilMs = Date.now() + patienceMs;
      for (;;) {
        await other.hurry();
        const { sequence, heartbeat } = await seeDevice();
        const isKnown = heartbeat?.queue.length === 0 && sequence.pending === 0 && sequence.lost === 0;
        if ((await other.waiting()) === 0 && isKnown) return;
        if (Date.now() > untilMs) return;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    async end() {
      await proxy.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

async function setUp(office: Office): Promise<void> {
  type Form = { readonly id: string; readonly version: number; readonly questions: readonly object[] };
  const { data } = await callOffice<{ data: Form[] }>(office, "GET /forms");
  const { version: _, ...given } = data.find(({ id }) => id === "default") as Form;
  const further = { id: "speed", scale: 5, text: { vi: "Ông/Bà thấy nhanh hay chậm?", en: "Fast or slow?" } };
  const form = {
    ...given,
    id: "chaos",
    questions: [...given.questions, further],
    kiosk: { idle_seconds: 5, countdown_seconds: 3, pressure_percent: 20 },
  };
  await callOffice(office, "PUT /forms", { forms: [form] });
  const place = { id: touchpoint, unit: "29869", channel: "kiosk", form: "chaos", name: "Sảnh", from: "2025-07-01" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [place] });
}

async function killedAndStarted(server: RunningServer, folder: string): Promise<RunningServer> {
  const ended = new Promise((resolve) => server.script.once("exit", resolve));
  process.kill(server.runtimePid, "SIGKILL");
  await ended;
  return startServer(folder, { PORT: new URL(server.baseUrl).port });
}

async function enrol(tablet: KioskTablet, link: string): Promise<void> {
  await tablet.start(`/kiosk/${new URL(link).hash}`);
  const page = tablet.page();
  await page.getByRole("button", { name: "Ghi danh", exact: true }).click();
  // A headless browser does not grant persistent storage.
  await pressUntilGone(page.getByRole("button", { name: "Đã hiểu" }));
  await page.locator("citizen-kiosk button.face").first().waitFor();
}

async function readRecords(office: Office): Promise<FeedbackRecord[]> {
  const records = new Map<string, FeedbackRecord>();
  for (let after = "0"; ; ) {
    const { data } = await callOffice<{ data: FeedbackRecord[] }>(office, `GET /feedback?updated_since=${after}`);
    for (const record of data) if (record.touchpoint === touchpoint) records.set(record.id, record);
    const last = data.at(-1);
    if (last === undefined) return [...records.values()];
    after = String(last.change);
  }
}

/** Returns n of the agency's index. Nobody else rates here. */
async function countIndex(office: Office): Promise<number> {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const days = `from=${day(Date.now() - 24 * hourMs)}&to=${day(Date.now() + 24 * hourMs)}`;
  const { data } = await callOffice<{ data: { n: number }[] }>(office, `GET /indices?${days}`);
  return data[0]?.n ?? 0;
}
