import { type MessageKey, message } from '../messages/message';

/** What may be wrong with contents before they are published; each has its sentence, `finding.<kind>`. */
export type FindingKind = {
  [Key in MessageKey]: Key extends `finding.${infer Kind}` ? Kind : never;
}[MessageKey];

/** The row a finding is about; `from` where several rows of one code differ by date. */
export interface Place {
  readonly row:
    | 'version'
    | 'section'
    | 'question'
    | 'parameter'
    | 'scale'
    | 'document'
    | 'benefit'
    | 'criterion'
    | 'scenario';
  readonly code: string;
  readonly from?: string;
}

/** Something that keeps contents from being published. */
export interface Finding {
  readonly kind: FindingKind;
  readonly at: Place;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A finding in words. */
export function findingMessage(language: 'it' | 'en', { kind, values }: Finding): string {
  const words = Object.entries(values).map(([name, value]) => {
    const isResult = name === 'expected' || name === 'found';
    return [name, isResult ? message(language, `result.${value}` as MessageKey) : value] as const;
  });
  return message(language, `finding.${kind}`, Object.fromEntries(words));
}
