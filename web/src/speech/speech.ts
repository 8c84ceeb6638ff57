import type { Language } from '../../../src/domain/questionnaire/snapshot';

/**
 * A voice of the device's own in a language, if there is one. Voices that are spoken elsewhere would send what is read to
 * somebody else, so they don't count.
 */
export function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

/** Tells when voices were found: browsers look for them after the page is there. Returns how to stop. */
export function onVoices(tell: () => void): () => void {
  const speech = globalThis.speechSynthesis;
  speech?.addEventListener?.('voiceschanged', tell);
  return () => speech?.removeEventListener?.('voiceschanged', tell);
}

/** Reads some words aloud, instead of what was being read; `ended` is called at the end, however it ends. */
export function speak(words: string, voice: SpeechSynthesisVoice, ended: () => void): void {
  hush();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.addEventListener('end', ended);
  utterance.addEventListener('error', ended);
  globalThis.speechSynthesis.speak(utterance);
}

/** Stops reading. */
export function hush(): void {
  globalThis.speechSynthesis?.cancel();
}
