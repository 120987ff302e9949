import { KioskElement } from "./kiosk-element.ts";
import type { KioskDeps } from "./kiosk-deps.ts";
import kioskScreenStyles from "./kiosk-screen.css?inline";
import { tokens } from "../ui/tokens.ts";
import kioskStyles from "./kiosk.css?inline";

/** The tag that the kiosk's page writes. */
export const citizenKioskTag = "citizen-kiosk";

/** Everything that the element's sheet says: for {@link KioskDeps}'s `sheet`. */
export const citizenKioskStyles: string = tokens(".kiosk") + kioskStyles + kioskScreenStyles;

/** Registers `<citizen-kiosk>` with what it works with. */
export function defineCitizenKiosk(deps: KioskDeps, registry: CustomElementRegistry): void {
  registry.define(
    citizenKioskTag,
    class extends KioskElement {
      constructor() {
        super(deps);
      }
    },
  );
}
