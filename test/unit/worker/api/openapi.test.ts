import { expect, it } from "vitest";
import { getOpenapi } from "../../../../worker/api/openapi.ts";
import type { Answer, WorkerDeps } from "../../../../worker/operations/operation.ts";

it("describes the operations once, however often it is asked", async () => {
  let asked = 0;
  const described = getOpenapi(() => {
    asked += 1;
    return {};
  });
  const handle = described.handle as unknown as (worker: WorkerDeps) => Promise<{ value: Answer }>;
  const worker = { environment: { VERSION: "1" } } as unknown as WorkerDeps;
  const [first, second] = [await handle(worker), await handle(worker)];
  expect(asked).toBe(1);
  expect(second.value).toBe(first.value);
});
