import type { checkFinds, checkScreen } from "./check-template.ts";
import type { QrEncode } from "../ui/controls-template.ts";
import type { technicianScreen } from "./technician-template.ts";
import type { WarmUpController } from "./warm-up-controller.ts";

/** What the first screen doesn't need. */
export type LaterParts = {
  readonly encode: QrEncode;
  readonly technicianScreen: typeof technicianScreen;
  readonly checkFinds: typeof checkFinds;
  readonly checkScreen: typeof checkScreen;
  readonly WarmUpController: typeof WarmUpController;
};

/** Loads QR codes, the technician's screens, the check of comments, and drawing ahead. All are in the page's own cache. */
export async function loadLaterParts(): Promise<LaterParts> {
  const [{ encode }, { technicianScreen }, { checkFinds, checkScreen }, { WarmUpController }] = await Promise.all([
    import("uqr"),
    import("./technician-template.ts"),
    import("./check-template.ts"),
    import("./warm-up-controller.ts"),
  ]);
  return { encode, technicianScreen, checkFinds, checkScreen, WarmUpController };
}
