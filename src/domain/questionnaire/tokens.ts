/** A criterion's text cannot be read: what is wrong, as a message key with its values, and where it stands (from 0). */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  constructor(
    readonly key: 'unexpected' | 'unfinished' | 'too-deep',
    readonly at: number,
    readonly found: string,
  ) {
    super(`${key} at ${at}: ${found}`);
  }
}

export interface Token {
  /** `word`: a code or a word of the grammar; `upper`: a code of a benefit or a scale; `parameter`: `$CODE`. */
  readonly kind: 'number' | 'word' | 'upper' | 'parameter' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  // Fifteen digits are exact, more would not be.
  ['number', /\d{1,12}(?:\.\d{1,3})?/y],
  // A hyphen is part of a code only between letters or digits: `a - b` subtracts.
  ['word', /[a-z][a-z0-9]*(?:-[a-z0-9]+)*/y],
  ['upper', /[A-Z][A-Z0-9_]*/y],
  ['parameter', /\$[A-Z][A-Z0-9_]*/y],
  ['sign', /<=|>=|!=|[<>=()+*,-]/y],
];

/** Cuts a text into tokens; the last is `end`. Throws ExpressionError at what is not one. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', at }];
    const token = tokenAt(text, at);
    if (!token) throw new ExpressionError('unexpected', at, text.charAt(at));
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found, at };
  }
  return undefined;
}
