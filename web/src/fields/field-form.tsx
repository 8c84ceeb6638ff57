import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { NoAnswer } from '../../../src/domain/questionnaire/answers';
import type { Field } from '../../../src/domain/questionnaire/snapshot';
import { Listen } from '../parts/listen';
import { useWords } from '../words/words';
import { Asides } from './asides';
import { Boxes } from './boxes';
import { DateParts } from './date-parts';
import { NotAnswering } from './not-answering';
import { NumberBox } from './number-box';
import { type Reading, readForm } from './read-form';

interface FieldFormProps {
  readonly field: Field;
  /** Whom it is about, above the question; null when it is oneself. */
  readonly heading: string | null;
  /** What was answered before. */
  readonly given: unknown;
  readonly answer: (value: unknown) => void;
  readonly notAnswer: (none: NoAnswer['none']) => void;
  /** The way back. */
  readonly children: ComponentChildren;
}

/** What every kind of field is given. */
export interface InputProps<Kind extends Field['kind'] = Field['kind']> {
  readonly field: Extract<Field, { kind: Kind }>;
  readonly given: unknown;
  /** The heading to put in the field's legend or label. */
  readonly title: ComponentChildren;
  /** The ids of what describes it: help, and the fault if there is one. */
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
}

/** A question about oneself or another, to be answered and sent on its own. What is typed stays in its fields until then. */
export function FieldForm({ field, heading, given, answer, notAnswer, children }: FieldFormProps) {
  const { t, text } = useWords();
  const [fault, setFault] = useState<Extract<Reading, { fault: unknown }> | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!form.current) return;
    const reading = readForm(field, new FormData(form.current));
    if ('value' in reading) return answer(reading.value);
    setFault(reading);
    form.current.querySelector<HTMLInputElement>('input')?.focus();
  };
  const title = (
    <h1 tabIndex={-1}>
      {heading !== null && <span class="about">{heading}: </span>}
      {text(field.text)}
    </h1>
  );
  const describedBy =
    [field.help ? 'help' : '', fault ? 'fault' : ''].filter((one) => one !== '').join(' ') || undefined;
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off">
      <Input field={field} given={given} title={title} describedBy={describedBy} isWrong={fault !== null}>
        <Asides asked={field} />
        {fault && (
          <p id="fault" class="fault" role="alert">
            {t(fault.fault, fault.values)}
          </p>
        )}
      </Input>
      <div class="actions">
        <button type="submit" class="primary">
          {t('continue')}
        </button>
      </div>
      <NotAnswering given={given} notAnswer={notAnswer} />
      <div class="actions">
        {children}
        <Listen
          words={[heading ?? '', text(field.text), text(field.help), ...optionsOf(field).map((one) => text(one.text))]}
        />
      </div>
    </form>
  );
}

function optionsOf(field: Field) {
  return field.kind === 'choice' || field.kind === 'choices' ? field.options : [];
}

/** The field of its kind; `children` stand between the question and where it is answered. */
function Input({
  field,
  children,
  ...rest
}: Omit<InputProps, 'field'> & { readonly field: Field; readonly children: ComponentChildren }) {
  switch (field.kind) {
    case 'yes-no':
    case 'choice':
    case 'choices':
      return (
        <Boxes field={field} {...rest}>
          {children}
        </Boxes>
      );
    case 'number':
    case 'amount':
      return (
        <NumberBox field={field} {...rest}>
          {children}
        </NumberBox>
      );
    case 'date':
      return (
        <DateParts field={field} {...rest}>
          {children}
        </DateParts>
      );
  }
}
