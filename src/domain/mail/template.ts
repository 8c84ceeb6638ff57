/** A mail template as the directorate edits it: content, with the variables its senders promise to give. */
export interface MailTemplate {
  readonly subject: string;
  readonly body: string;
  readonly variables: readonly string[];
}

/**
 * What is wrong with a template. `unknown`: used, not declared; `unused`: declared, never used; `malformed`: a brace
 * that is not part of a `{{name}}`, or a declared name that is none; `duplicate`: declared twice. `text` is the name,
 * or the piece at fault.
 */
export interface TemplateProblem {
  readonly kind: 'unknown' | 'unused' | 'malformed' | 'duplicate';
  readonly where: 'subject' | 'body' | 'variables';
  readonly text: string;
}

/** The values of a template's variables, by name. */
export type TemplateValues = Readonly<Record<string, string | number>>;

const NAME = /^[a-z][A-Za-z0-9]*$/;
const PLACEHOLDER = /\{\{([a-z][A-Za-z0-9]*)\}\}/g;
/** A brace left when the placeholders are gone, with the few characters after it, enough to find it again. */
const STRAY = /[{}]+[^{}\n]{0,20}/g;

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/** All that is wrong with a template, for the editor to see before it is saved; empty when it can be sent. */
export function checkTemplate({ subject, body, variables }: MailTemplate): TemplateProblem[] {
  const declared = new Set(variables);
  const used = new Set([...namesIn(subject), ...namesIn(body)]);
  const problems: TemplateProblem[] = [];
  for (const [where, text] of [
    ['subject', subject],
    ['body', body],
  ] as const) {
    for (const [stray] of text.replace(PLACEHOLDER, '').matchAll(STRAY)) {
      problems.push({ kind: 'malformed', where, text: stray });
    }
    for (const name of namesIn(text)) if (!declared.has(name)) problems.push({ kind: 'unknown', where, text: name });
  }
  variables.forEach((name, index) => {
    if (!NAME.test(name)) problems.push({ kind: 'malformed', where: 'variables', text: name });
    else if (variables.indexOf(name) < index) problems.push({ kind: 'duplicate', where: 'variables', text: name });
    else if (!used.has(name)) problems.push({ kind: 'unused', where: 'variables', text: name });
  });
  return problems;
}

/**
 * Replaces every `{{name}}` once; a value's own braces stay as they are. Throws TypeError naming a value that is
 * missing.
 */
export function fill(text: string, values: TemplateValues): string {
  const known = new Map(Object.entries(values));
  return text.replace(PLACEHOLDER, (_placeholder, name: string) => {
    const value = known.get(name);
    if (value === undefined || value === null) throw new TypeError(`no value for the template variable ${name}`);
    return String(value);
  });
}

/**
 * The mail a template gives. The subject becomes one line, so that no value can add a header (CWE-93).
 * Throws TypeError naming a value that is missing.
 */
export function renderTemplate(template: MailTemplate, values: TemplateValues): { subject: string; text: string } {
  return {
    subject: fill(template.subject, values)
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim(),
    text: fill(template.body, values),
  };
}
