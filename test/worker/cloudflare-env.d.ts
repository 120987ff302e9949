import type { Environment } from "../../worker/runtime/environment.ts";

declare global {
  namespace Cloudflare {
    interface Env extends Environment {}
    interface GlobalProps {
      mainModule: typeof import("../../worker/worker.ts");
    }
  }
}
