import { useEffect, useState } from 'preact/hooks';
import { hush, onVoices, speak, voiceFor } from '../speech/speech';
import { useWords } from '../words/words';

/** Reads some words aloud, where the device has a voice of its own for the language. */
export function Listen({ words }: { readonly words: readonly string[] }) {
  const { t, language } = useWords();
  const [voice, setVoice] = useState(() => voiceFor(language));
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    const look = () => setVoice(voiceFor(language));
    look();
    return onVoices(look);
  }, [language]);
  useEffect(() => hush, []);
  if (!voice) return null;
  const toggle = () => {
    setReading(!isReading);
    if (isReading) hush();
    else speak(words.filter((one) => one !== '').join('. '), voice, () => setReading(false));
  };
  return (
    <button type="button" class="quiet listen" onClick={toggle}>
      {t(isReading ? 'listen.stop' : 'listen.do')}
    </button>
  );
}
