import { expect, test } from "vitest";
import { receiptCode } from "../../../../widget/kiosk/scan-controller.ts";

const offered = ["1.004227", "2.000889"];

test.each([
  ["H20.20.4-241124-0001", { service: "", dossier: "H20.20.4-241124-0001" }],
  [
    "https://dichvucong.example/tra-cuu?ma=H20.20.4-241124-0001&tt=1.004227",
    { service: "1.004227", dossier: "H20.20.4-241124-0001" },
  ],
  ["2.000889.000.00.00.H20", { service: "2.000889", dossier: "" }],
  ["1.0042271", undefined],
  ["https://example.org", undefined],
  ["", undefined],
])("reads %j", (text, expected) => {
  expect(receiptCode(text, offered)).toEqual(expected);
});
