import type { ComponentChildren } from 'preact';
import { useWords } from '../words/words';
import type { InputProps } from './field-form';

/** A whole number, or an amount in whole euros. */
export function NumberBox(props: InputProps<'number' | 'amount'> & { readonly children: ComponentChildren }) {
  const { field, given, title, describedBy, isWrong, children } = props;
  const { t } = useWords();
  const isAmount = field.kind === 'amount';
  return (
    <div class="one-field">
      <label for="answer">{title}</label>
      {children}
      <div class="number">
        <input
          id="answer"
          name="answer"
          type="text"
          inputMode="numeric"
          dir="ltr"
          autoComplete="off"
          size={isAmount ? 10 : 5}
          defaultValue={typeof given === 'number' ? String(given) : ''}
          aria-describedby={[describedBy, isAmount ? 'unit' : ''].filter(Boolean).join(' ') || undefined}
          aria-invalid={isWrong || undefined}
        />
        {isAmount && <span id="unit">{t('euros')}</span>}
      </div>
    </div>
  );
}
