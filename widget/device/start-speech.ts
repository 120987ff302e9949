/** Speaks, and falls silent. */
export type Speech = {
  /** Speaks a text in a language; undefined where this browser has no voices at all. */
  readonly speak: ((text: string, language: string) => void) | undefined;
  readonly hush: () => void;
};

/**
 * The browser's voices. They may come late and only for some languages: a text whose language has no voice stays unspoken rather
 * than being read by a foreign one.
 */
export function startSpeech(synthesis: SpeechSynthesis | undefined): Speech {
  if (!synthesis) return { speak: undefined, hush: () => {} };
  // Asking once makes browsers load them.
  synthesis.getVoices();
  return {
    speak(text, language) {
      const voice = synthesis.getVoices().find(({ lang }) => lang.replace("_", "-").startsWith(language));
      synthesis.cancel();
      if (!voice) return;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      synthesis.speak(utterance);
    },
    hush: () => synthesis.cancel(),
  };
}
