import type { State } from '../state/state';
import { useWords } from '../words/words';
import { QrCode } from './qr-code';

/** The code that opens the answers kept: as letters, to read and type, and as a QR. */
export function KeptCode({ state }: { readonly state: State }) {
  const { t, day } = useWords();
  const { kept } = state;
  if (!kept) return null;
  return (
    <section class="code">
      <h2>{t('keep.code')}</h2>
      <div class="code-both">
        <QrCode text={kept.code} label={t('keep.qr')} />
        <p class="letters" dir="ltr" lang="en">
          {kept.code.split('-').map((group, index) => (
            // Groups stay where they are.
            <span key={`${index} ${group}`}>{group} </span>
          ))}
        </p>
      </div>
      <p>{kept.until === null ? t('keep.days') : t('keep.until', { day: day(kept.until) })}</p>
      {kept.answers !== state.answers && <p class="note">{t('keep.changed')}</p>}
    </section>
  );
}
