import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { type RunningServer, startServer } from "../server/start-server.ts";

/** A server whose sample province has all its figures. */
export type SampleServer = {
  readonly server: RunningServer;
  /** The sample's office key. */
  readonly key: string;
  /** Stops the server and removes its data. */
  readonly end: () => Promise<void>;
};

/** Starts a server in a fresh folder, and waits for the sample province. */
export async function startSample(): Promise<SampleServer> {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  const server = await startServer(folder, { DEMO: "1" });
  await vi.waitUntil(() => server.output().includes("The sample province is there"), { timeout: 240_000 });
  const key = /Sample key\s+(\S+)/.exec(server.output())?.[1] ?? "";
  const end = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, key, end };
}
