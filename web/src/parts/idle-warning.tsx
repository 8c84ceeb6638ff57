import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../words/words';

/** Says that all is about to be erased, and lets one refuse. */
export function IdleWarning(props: { readonly left: number; readonly refuse: () => void; readonly end: () => void }) {
  const { left, refuse, end } = props;
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    refuse();
  };
  return (
    <dialog
      ref={dialog}
      class="warning"
      role="alertdialog"
      aria-labelledby="idle-title"
      aria-describedby="idle-text"
      onCancel={cancel}
    >
      <h2 id="idle-title">{t('idle.title')}</h2>
      <p id="idle-text">{t('idle.text')}</p>
      <p class="countdown" role="timer">
        {t('idle.left', { seconds: Math.ceil(left / 1000) })}
      </p>
      <div class="actions">
        <button type="button" class="primary" onClick={refuse}>
          {t('idle.refuse')}
        </button>
        <button type="button" class="secondary" onClick={end}>
          {t('end.do')}
        </button>
      </div>
    </dialog>
  );
}
