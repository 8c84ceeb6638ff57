import type { ComponentChildren } from 'preact';
import { useWords } from '../words/words';
import type { InputProps } from './field-form';
import { NONE } from './read-form';

/** Options as big boxes, of which one is chosen, or several. */
export function Boxes(props: InputProps<'yes-no' | 'choice' | 'choices'> & { readonly children: ComponentChildren }) {
  const { field, given, title, describedBy, isWrong, children } = props;
  const { t, text } = useWords();
  const takesSeveral = field.kind === 'choices';
  const options =
    field.kind === 'yes-no'
      ? [
          { value: 'yes', words: t('yes') },
          { value: 'no', words: t('no') },
        ]
      : field.options.map((one) => ({ value: one.code, words: text(one.text) }));
  if (takesSeveral && !options.some((one) => one.value === 'none')) options.push({ value: NONE, words: t('none') });
  const chosen = chosenOf(given);
  return (
    <fieldset aria-describedby={describedBy} onChange={takesSeveral ? keepNoneAlone : undefined}>
      <legend>{title}</legend>
      {children}
      {takesSeveral && <p class="hint">{t('several')}</p>}
      {options.map(({ value, words }) => (
        <label key={value} class="box">
          <input
            type={takesSeveral ? 'checkbox' : 'radio'}
            name="answer"
            value={value}
            defaultChecked={chosen.includes(value)}
            aria-invalid={isWrong || undefined}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

function chosenOf(given: unknown): readonly unknown[] {
  if (typeof given === 'boolean') return [given ? 'yes' : 'no'];
  if (Array.isArray(given)) return given.length === 0 ? [NONE] : given;
  return [given];
}

/** None of them is not one more of them. */
function keepNoneAlone(event: Event): void {
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLInputElement && currentTarget instanceof HTMLFieldSetElement) || !target.checked) return;
  const isNone = (one: HTMLInputElement) => one.value === NONE || one.value === 'none';
  for (const one of currentTarget.querySelectorAll<HTMLInputElement>('input')) {
    if (isNone(one) !== isNone(target)) one.checked = false;
  }
}
