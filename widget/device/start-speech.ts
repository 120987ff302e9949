import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskDeps } from "../kiosk/kiosk-deps.ts";

type Language = Parameters<KioskDeps["canRead"]>[0];

/** What reading aloud works with. */
export type SpeechDeps = {
  /** Absent if the browser has no voices at all. */
  readonly synthesis: SpeechSynthesis | undefined;
  readonly player: Pick<HTMLAudioElement, "play" | "pause" | "src" | "onended" | "onerror">;
  readonly config: () => TouchpointConfig | undefined;
};

/** Reads screens aloud; `watchVoices` calls back when the browser has found its voices, which may be late. */
export type Speech = Pick<KioskDeps, "canRead" | "read" | "hush"> & {
  readonly watchVoices: (listener: () => void) => () => void;
};

/** Addresses of recordings, on this server. */
export function recordingAddresses({ agency, form }: TouchpointConfig): string[] {
  return (form.audio ?? []).map(({ id }) => `/v1/agencies/${agency.code}/audio/${id}`);
}

/**
 * Reads each text by its recording, else by the device's own voice for the language. A text whose language has neither stays unread
 * rather than being read by a foreign voice.
 */
export function startSpeech({ synthesis, player, config }: SpeechDeps): Speech {
  // Number of the newest reading. A reading with an older number was hushed and stops.
  let turn = 0;
  const voiceFor = (language: Language): SpeechSynthesisVoice | undefined => {
    const voices = synthesis?.getVoices().filter(({ lang }) => lang.replace("_", "-").startsWith(language)) ?? [];
    // Others need the network.
    return voices.find(({ localService }) => localService) ?? voices[0];
  };
  const recordingOf = (text: string, language: Language): string | undefined => {
    const now = config();
    const place = now?.form.audio?.findIndex((one) => one.language === language && one.text === text) ?? -1;
    return now && recordingAddresses(now)[place];
  };
  const hush = (): void => {
    turn += 1;
    player.pause();
    synthesis?.cancel();
  };
  return {
    canRead: (language) =>
      voiceFor(language) !== undefined || config()?.form.audio?.some((one) => one.language === language) === true,
    async read(texts, language) {
      hush();
      const mine = turn;
      for (const text of texts) {
        const recording = recordingOf(text, language);
        const isPlayed = recording !== undefined && (await play(player, recording));
        if (turn !== mine) return;
        const voice = isPlayed ? undefined : voiceFor(language);
        if (synthesis && voice) await speak(synthesis, voice, text);
        if (turn !== mine) return;
      }
    },
    hush,
    watchVoices(listener) {
      synthesis?.addEventListener("voiceschanged", listener);
      return () => synthesis?.removeEventListener("voiceschanged", listener);
    },
  };
}

/** Plays a recording to its end. Returns false if it cannot be played. */
function play(player: SpeechDeps["player"], address: string): Promise<boolean> {
  return new Promise((done) => {
    player.onended = () => done(true);
    player.onerror = () => done(false);
    player.src = address;
    player.play().catch(() => done(false));
  });
}

/** What is being spoken. Without a reference Chrome may collect it as garbage before its `end` event. */
let spoken: SpeechSynthesisUtterance;

function speak(synthesis: SpeechSynthesis, voice: SpeechSynthesisVoice, text: string): Promise<void> {
  return new Promise((done) => {
    spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.onend = () => done();
    spoken.onerror = () => done();
    synthesis.speak(spoken);
  });
}
