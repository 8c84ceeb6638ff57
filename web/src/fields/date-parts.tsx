import type { ComponentChildren } from 'preact';
import { useWords } from '../words/words';
import type { InputProps } from './field-form';

/** A date in three boxes: quicker, for a day one remembers, than looking for it in a calendar. */
export function DateParts(props: InputProps<'date'> & { readonly children: ComponentChildren }) {
  const { given, title, describedBy, isWrong, children } = props;
  const { t } = useWords();
  const [year = '', month = '', day = ''] = typeof given === 'string' ? given.split('-') : [];
  const parts = [
    { name: 'day', words: t('day'), size: 2, value: day },
    { name: 'month', words: t('month'), size: 2, value: month },
    { name: 'year', words: t('year'), size: 4, value: year },
  ];
  return (
    <fieldset aria-describedby={['date-hint', describedBy].filter(Boolean).join(' ')}>
      <legend>{title}</legend>
      {children}
      <p id="date-hint" class="hint">
        {t('date.hint')}
      </p>
      <div class="date">
        {parts.map(({ name, words, size, value }) => (
          <label key={name}>
            <span>{words}</span>
            <input
              name={name}
              type="text"
              inputMode="numeric"
              dir="ltr"
              autoComplete="off"
              size={size}
              maxLength={size}
              defaultValue={value}
              aria-invalid={isWrong || undefined}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
