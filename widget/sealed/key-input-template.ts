import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { lineField, textField } from "../ui/controls-template.ts";
import type { KeyInput } from "./held-key.ts";

/** What a key is opened with, so far, and who takes more of it. */
export type KeyInputFields = { readonly input: KeyInput; readonly give: (part: Partial<KeyInput>) => void };

/** Asks for a recipient's private key: its file and passphrase, or the recovery sheet. */
export function keyInputFields(say: SealedSay, { input, give }: KeyInputFields): TemplateResult {
  return html`<label for="file">${say("l.file")}</label>
    <input id="file" type="file" accept=".json,application/json" @change=${(event: Event) => void takeFile(give, event)} />
    ${lineField({
      id: "pass",
      type: "password",
      label: say("l.pass"),
      value: input.passphrase,
      typed: (passphrase) => give({ passphrase }),
    })}
    <details>
      <summary>${say("l.recovery")}</summary>
      ${textField({
        id: "recovery",
        label: say("l.recovery.label"),
        value: input.recovery,
        most: 200,
        typed: (recovery) => give({ recovery }),
      })}
    </details>`;
}

async function takeFile(give: KeyInputFields["give"], { target }: Event): Promise<void> {
  const file = await (target as HTMLInputElement).files?.[0]?.text();
  give({ file: file ?? "" });
}
