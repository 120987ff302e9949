import { expect, test } from "vitest";
import { mostAudioBytes } from "../../../../shared/contract/audio.ts";
import { mostRecordingBytes } from "../../../../widget/form-builder/recordings-controller.ts";

test("the page of forms refuses the recordings that the server would, and no others", () => {
  expect(mostRecordingBytes).toBe(mostAudioBytes);
});
