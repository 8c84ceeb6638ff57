import { isNoAnswer, type Member } from '../../../src/domain/questionnaire/answers';
import type { Field, Question } from '../../../src/domain/questionnaire/snapshot';
import type { Words } from './words';

/** An answer as one would say it. */
export function answerInWords(question: Question | Field, value: unknown, words: Words): string {
  const { t, text, number, day } = words;
  if (isNoAnswer(value)) return t(value.none);
  switch (question.kind) {
    case 'yes-no':
      return t(value === true ? 'yes' : 'no');
    case 'choice':
    case 'choices': {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
      const options = question.options.filter((one) => chosen.includes(one.code));
      return options.length === 0 ? t('none') : options.map((one) => text(one.text)).join('; ');
    }
    case 'number':
      return number(Number(value));
    case 'amount':
      return `${number(Number(value))} ${t('euros')}`;
    case 'date':
      return day(String(value));
    case 'members':
      return t('people.count', { count: Array.isArray(value) ? value.length : 0 });
  }
}

/** One person of a group: what was said of them, one thing after the other. */
export function personInWords(group: Extract<Question, { kind: 'members' }>, person: Member, words: Words): string {
  const said = group.fields.filter((field) => person[field.code] !== undefined);
  return said
    .map((field) => `${words.text(field.text)} ${answerInWords(field, person[field.code], words)}`)
    .join(' · ');
}
