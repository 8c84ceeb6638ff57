import { DateTime } from 'luxon';
import { message } from '../messages/message';
import { replacePlaceholders } from './placeholders';
import type { AgreementText, ModelText, VariableSpec, VariableValue } from './types';

/** A day 'YYYY-MM-DD' as Italian acts write it: `4 giugno 2021`, `1° luglio 2021`. */
export function italianDate(date: string): string {
  const day = DateTime.fromISO(date, { zone: 'utc', locale: 'it' });
  return day.toFormat(day.day === 1 ? "d'°' LLLL yyyy" : 'd LLLL yyyy');
}

/** Names as a sentence lists them: `A, B e C`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : message('it', 'print.and', { first: names.slice(0, -1).join(', '), last });
}

function printed(spec: VariableSpec, value: VariableValue): string {
  switch (spec.kind) {
    case 'integer':
    case 'time':
      return String(value);
    case 'date':
      return italianDate(String(value));
    case 'choice':
    case 'choices': {
      const codes = [value].flat();
      // In the model's order: the same days chosen in another order are the same words.
      return listed(spec.options.filter(({ code }) => codes.includes(code)).map(({ words }) => words));
    }
  }
}

function wordsFor(text: AgreementText, model: ModelText, name: string): string {
  const variable = model.variables.find((one) => one.name === name);
  const value = Object.hasOwn(text.variables, name) ? text.variables[name] : undefined;
  if (variable && value !== undefined) return printed(variable.spec, value);
  const names = (ours: boolean): string[] =>
    text.signatories.filter(({ kind }) => (kind === 'structure') === ours).map((one) => one.name);
  switch (name) {
    case 'struttura':
      return listed(names(true));
    case 'firmatari':
      return listed(names(false));
    case 'ambito':
      return text.territory;
    case 'quadro':
      return model.title;
    default:
      throw new RangeError(`nothing fills {{${name}}}`);
  }
}

/**
 * A body, heading or commitment with its placeholders filled, in Italian: dates in words, choices by their words, integers as
 * figures, parties as the text froze them. Throws RangeError on a placeholder that nothing fills, which `checkDraft` refuses.
 */
export function fillText(text: AgreementText, model: ModelText, body: string): string {
  return replacePlaceholders(body, (name) => wordsFor(text, model, name));
}
