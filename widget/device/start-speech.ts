/** Speaks, and falls silent. */
export type Speech = {
  /** How a text is spoken; undefined where this browser has no voice for Vietnamese. */
  readonly voice: () => ((text: string, language: string) => void) | undefined;
  readonly hush: () => void;
};

/**
 * The browser's voices. They may come late, and only for some languages: a text whose language has no voice stays unspoken rather
 * than being read by a foreign one.
 */
export function startSpeech(synthesis: SpeechSynthesis | undefined): Speech {
  if (!synthesis) return { voice: () => undefined, hush: () => {} };
  const voiceFor = (language: string): SpeechSynthesisVoice | undefined =>
    synthesis.getVoices().find(({ lang }) => lang.replace("_", "-").startsWith(language));
  const speak = (text: string, language: string): void => {
    const voice = voiceFor(language);
    synthesis.cancel();
    if (!voice) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    synthesis.speak(utterance);
  };
  return { voice: () => (voiceFor("vi") ? speak : undefined), hush: () => synthesis.cancel() };
}
