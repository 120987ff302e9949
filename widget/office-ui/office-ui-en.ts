import type { OfficeUiKey } from "./office-ui-messages.ts";

/** The shared texts of the office in English. */
export const officeUiEn: Readonly<Record<OfficeUiKey, string>> = {
  "ou.cancel": "Cancel",
  "ou.again": "Try again",
  "ou.loading": "Loading…",
  "ou.more": "Show more",
  "ou.copy": "Copy",
  "ou.copied": "✓ copied",
  "ou.not-copied": "– the browser refuses; please mark and copy it",
  "ou.type-name": "Type “{name}” to confirm",
  "ou.combo.list": "Choices",
  "ou.combo.loading": "Loading the list…",
  "ou.level.1": "Very dissatisfied",
  "ou.level.2": "Dissatisfied",
  "ou.level.3": "Neither satisfied nor dissatisfied",
  "ou.level.4": "Satisfied",
  "ou.level.5": "Very satisfied",
  "ou.unreachable": "The server cannot be reached. Your input is still on this page. Try again.",
  "ou.combo.missing": "The list could not be loaded. Click the field to try again.",
  "ou.combo.none": "Nothing matches.",
  "ou.combo.found": "{n} found",
  "ou.combo.many": "{n} found, the first {shown} are shown. Type more to narrow them down.",
  "ou.combo.unknown": "Nothing of the list is chosen.",
};
