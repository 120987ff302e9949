import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startServer } from "../server/start-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the running server, without a slash at its end. */
    baseUrl: string;
    /** Key of the demo's office, with every scope on H20. */
    officeKey: string;
    rootKey: string;
  }
}

/** Starts the product once for all tests of the project, with the demo in a temporary folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  const server = await startServer(dataDir);
  project.provide("baseUrl", server.baseUrl);
  project.provide("officeKey", server.officeKey);
  project.provide("rootKey", server.rootKey);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
