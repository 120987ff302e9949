import { KioskElement } from "./kiosk-element.ts";
import type { KioskPorts } from "./kiosk-ports.ts";
import kioskScreenStyles from "./kiosk-screen.css?inline";
import { tokens } from "../ui/tokens.ts";
import kioskStyles from "./kiosk.css?inline";

/** The tag that the kiosk's page writes. */
export const citizenKioskTag = "citizen-kiosk";

/** Everything that the element's sheet says: for {@link KioskPorts}'s `sheet`. */
export const citizenKioskStyles: string = tokens(".kiosk") + kioskStyles + kioskScreenStyles;

/** Registers `<citizen-kiosk>` with what it works with. */
export function defineCitizenKiosk(ports: KioskPorts, registry: CustomElementRegistry): void {
  registry.define(
    citizenKioskTag,
    class extends KioskElement {
      constructor() {
        super(ports);
      }
    },
  );
}
