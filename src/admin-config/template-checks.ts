import { checkTemplate } from '../domain/mail/template';
import { variablesGiven } from '../domain/mail/template-variables';
import { type MessageKey, message } from '../domain/messages/message';
import type { Fault, Language } from './content-refusals';

/** A row before and after a change, whole; null where it is not. */
export interface Change {
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/**
 * What is wrong with a change of a mail template: a text that could not be filled when the time comes to send it, a
 * code no sender asks for, or the Italian text taken away from those who do.
 */
export function templateFaults(change: Change, language: Language): readonly Fault[] {
  const fault = (field: string, key: MessageKey, values: Readonly<Record<string, string>> = {}): Fault => ({
    field,
    text: message(language, key, values),
  });
  const { before, after } = change;
  const needed = before?.['language'] === 'it' && variablesGiven(text(before['code'])) !== undefined;
  if (needed && after?.['code'] !== before['code']) return [fault('code', 'content.template-needed')];
  if (needed && after?.['language'] !== 'it') return [fault('language', 'content.template-needed')];
  if (after === null) return [];

  const given = variablesGiven(text(after['code']));
  // An empty code is refused as missing.
  if (!given) return text(after['code']) === '' ? [] : [fault('code', 'content.template-code')];
  const variables = after['variables'] ?? [];
  if (!isTextList(variables)) return [fault('variables', 'content.bounds')];
  const template = { subject: text(after['subject']), body: text(after['body']), variables };
  return [
    ...checkTemplate(template).map(({ where, kind, text: name }) => fault(where, `content.template-${kind}`, { name })),
    ...variables
      .filter((name) => !given.includes(name))
      .map((name) => fault('variables', 'content.template-not-given', { name, given: given.join(', ') })),
  ];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
