import {
  citizenKioskStyles,
  citizenKioskTag,
  defineCitizenKiosk,
} from "../../../../widget/kiosk/define-citizen-kiosk.ts";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";
import type { FakeKiosk } from "./fake-kiosk.ts";
import { fakeKiosk } from "./fake-kiosk.ts";

/** A page of its own with a kiosk on a fake device, for pictures: what is behind it lies in `window.kiosk`. */
declare global {
  interface Window {
    kiosk: FakeKiosk;
    configs: Readonly<Record<"kiosk" | "counter" | "choice", TouchpointConfig>>;
  }
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(citizenKioskStyles);
window.kiosk = fakeKiosk(sheet);
const choice = { ...kioskConfig, form: { ...kioskConfig.form, typed_questions: [choiceQuestion(20)] } };
window.configs = {
  kiosk: { ...kioskConfig, theme: "auto" },
  counter: { ...counterConfig, theme: "auto" },
  choice: { ...choice, theme: "auto" },
};
window.kiosk.config = window.configs.kiosk;
defineCitizenKiosk(window.kiosk.deps, customElements);
document.body.append(document.createElement(citizenKioskTag));
