import { beforeEach, describe, expect, test, vi } from "vitest";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import type { Speech } from "../../../../widget/device/start-speech.ts";
import { recordingAddresses, startSpeech } from "../../../../widget/device/start-speech.ts";

type Recorded = NonNullable<TouchpointConfig["form"]["audio"]>;

const question: Recorded[number] = { language: "vi", text: "Có hài lòng không?", id: "q" };
const configWith = (audio: Recorded): TouchpointConfig =>
  ({ agency: { code: "H20" }, form: { audio } }) as unknown as TouchpointConfig;
const voiceOf = (lang: string, localService = true): SpeechSynthesisVoice =>
  ({ lang, localService, name: `${lang} ${localService}` }) as SpeechSynthesisVoice;

/** What is heard, in order; each goes on until `end` is called. */
let heard: string[];
let end: () => Promise<void>;

beforeEach(() => {
  heard = [];
  end = async () => {};
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  );
});

type Device = {
  readonly voices?: SpeechSynthesisVoice[];
  readonly audio?: Recorded;
  readonly broken?: string;
  readonly isSlow?: true;
};

function deviceWith({ voices = [], audio = [], broken, isSlow }: Device): Speech & { voicesCome: () => void } {
  const synthesis = new EventTarget() as SpeechSynthesis;
  Object.assign(synthesis, {
    getVoices: () => voices,
    cancel: () => void heard.push("hush"),
    speak(one: SpeechSynthesisUtterance) {
      heard.push(`${one.voice?.name}: ${one.text}`);
      end = async () => one.onend?.({} as SpeechSynthesisEvent);
    },
  });
  // A recording that is still being fetched fails when it is paused.
  let pause = (): void => {};
  const player = {
    src: "",
    onended: null as (() => void) | null,
    onerror: null as (() => void) | null,
    pause: () => pause(),
    async play() {
      if (isSlow) await new Promise((_, fail) => (pause = () => fail(new Error("paused"))));
      if (player.src === broken) throw new Error("cannot be played");
      heard.push(player.src);
      end = async () => player.onended?.();
    },
  };
  const speech = startSpeech({ synthesis, player: player as never, config: () => configWith(audio) });
  return { ...speech, voicesCome: () => void synthesis.dispatchEvent(new Event("voiceschanged")) };
}

/** Lets the reading come to its next text. */
const next = async (): Promise<void> => {
  await end();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

/** Reads all, from the first text to the end. */
async function readAll(speech: Speech, texts: string[], language: "vi" | "en" = "vi"): Promise<string[]> {
  speech.read(texts, language);
  for (let text = 0; text <= texts.length; text += 1) await next();
  return heard.filter((one) => one !== "hush");
}

describe("what is read aloud", () => {
  const vietnamese = [voiceOf("en-US"), voiceOf("vi-VN")];

  test("are the texts in their order, each by its recording, else by the device's voice", async () => {
    const audio: Recorded = [{ ...question, text: "Hài lòng", id: "four" }, question];
    const speech = deviceWith({ voices: vietnamese, audio });
    expect(await readAll(speech, [question.text, "Rất hài lòng", "Hài lòng"])).toEqual([
      "/v1/agencies/H20/audio/q",
      "vi-VN true: Rất hài lòng",
      "/v1/agencies/H20/audio/four",
    ]);
  });

  test("waits for the end of each text", async () => {
    const speech = deviceWith({ voices: vietnamese, audio: [question] });
    speech.read([question.text, "Hài lòng"], "vi");
    await Promise.resolve();
    expect(heard).toEqual(["hush", "/v1/agencies/H20/audio/q"]);
    await next();
    expect(heard).toHaveLength(3);
  });

  test("is only what has a recording, where there is no voice", async () => {
    const speech = deviceWith({ audio: [question] });
    expect(await readAll(speech, ["Hài lòng", question.text, "Bỏ qua"])).toEqual(["/v1/agencies/H20/audio/q"]);
  });

  test("is never read by a foreign voice, nor by a recording in another language", async () => {
    const speech = deviceWith({ voices: [voiceOf("de-DE"), voiceOf("vi-VN")], audio: [question] });
    expect(await readAll(speech, [question.text], "en")).toEqual([]);
  });

  test("is read by the voice where the recording cannot be played", async () => {
    const speech = deviceWith({ voices: vietnamese, audio: [question], broken: "/v1/agencies/H20/audio/q" });
    expect(await readAll(speech, [question.text])).toEqual(["vi-VN true: Có hài lòng không?"]);
  });

  test("is read by a voice that needs no network, where there is one", async () => {
    const speech = deviceWith({ voices: [voiceOf("vi_VN", false), voiceOf("vi-VN", true)] });
    expect(await readAll(speech, ["Gửi"])).toEqual(["vi-VN true: Gửi"]);
  });

  test("ends when it is hushed, and when another screen is read", async () => {
    const speech = deviceWith({ voices: vietnamese, audio: [question] });
    speech.read([question.text, "Hài lòng"], "vi");
    await Promise.resolve();
    speech.hush();
    await next();
    expect(heard).toEqual(["hush", "/v1/agencies/H20/audio/q", "hush"]);
    speech.read(["Một", "Hai"], "vi");
    const endOfFirst = end;
    speech.read(["Ba"], "vi");
    await endOfFirst();
    await next();
    expect(heard.slice(3).filter((one) => one !== "hush")).toEqual(["vi-VN true: Một", "vi-VN true: Ba"]);
  });
});

test("a recording that is hushed before it came is not spoken by the voice instead", async () => {
  const speech = deviceWith({ voices: [voiceOf("vi-VN")], audio: [question], isSlow: true });
  speech.read([question.text], "vi");
  speech.hush();
  await next();
  expect(heard.filter((one) => one !== "hush")).toEqual([]);
});

describe("whether anything can be read", () => {
  test.each<[string, Device, boolean, boolean]>([
    ["no voice and no recording", { voices: [voiceOf("de-DE")] }, false, false],
    ["a Vietnamese voice", { voices: [voiceOf("vi_VN")] }, true, false],
    ["an English voice", { voices: [voiceOf("en-GB")] }, false, true],
    ["a Vietnamese recording", { audio: [question] }, true, false],
  ])("with %s", (_, device, inVietnamese, inEnglish) => {
    const speech = deviceWith(device);
    expect([speech.canRead("vi"), speech.canRead("en")]).toEqual([inVietnamese, inEnglish]);
  });

  test("is told anew when the browser's voices come, which may be late", () => {
    const voices: SpeechSynthesisVoice[] = [];
    const speech = deviceWith({ voices });
    const told = vi.fn();
    const stop = speech.watchVoices(told);
    voices.push(voiceOf("vi-VN"));
    speech.voicesCome();
    expect([told.mock.calls.length, speech.canRead("vi")]).toEqual([1, true]);
    stop();
    speech.voicesCome();
    expect(told).toHaveBeenCalledTimes(1);
  });

  test("is no for a browser without voices, which stays silent", async () => {
    const speech = startSpeech({ synthesis: undefined, player: { pause() {} } as never, config: () => undefined });
    speech.read(["Gửi"], "vi");
    speech.hush();
    expect(speech.canRead("vi")).toBe(false);
  });
});

test("recordings have addresses at their agency", () => {
  expect(recordingAddresses(configWith([question]))).toEqual(["/v1/agencies/H20/audio/q"]);
  expect(recordingAddresses({ agency: { code: "H20" }, form: {} } as unknown as TouchpointConfig)).toEqual([]);
});
