import type { Expression, Sign } from './expression';
import { ExpressionError, type Token, tokensOf } from './tokens';

const SIGNS: ReadonlySet<string> = new Set<Sign>(['<', '<=', '>', '>=', '=', '!=']);

/** Words of the grammar: no code may be one. */
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'is', 'in', 'has', 'where']);

/** Parentheses within parentheses: nobody reads more, and the reading calls itself. */
const DEEPEST = 50;

/**
 * Reads a criterion as it is written by the directorate:
 *
 *     isee <= $ADI_ISEE
 *     18 <= age <= 59 and not studies
 *     citizenship in (italian, eu) or count(members where age < 18) >= 1
 *     income < $ADI_INCOME * scale(ADI_SCALE)
 *     support has shelter, days-since(job-ended) <= 68, indicated(ADI)
 *
 * Codes of questions are lower case and no word of the grammar; `$` names a figure. `where` speaks of the fields of one person of the group.
 * Throws ExpressionError.
 */
export function parseExpression(text: string): Expression {
  const reader = new Reader(tokensOf(text));
  const expression = reader.either();
  reader.expectEnd();
  return expression;
}

/** Recursive descent, loosest first: or, and, not, comparison, sum, product, primary. */
class Reader {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  either(): Expression {
    return this.within(() => this.joined('or', () => this.both()));
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') this.fail();
  }

  private both(): Expression {
    return this.joined('and', () => this.negated());
  }

  private joined(word: 'and' | 'or', part: () => Expression): Expression {
    const parts = [part()];
    while (this.skip(word)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { op: word, parts };
  }

  private negated(): Expression {
    return this.skip('not') ? { op: 'not', part: this.within(() => this.negated()) } : this.compared();
  }

  private within(read: () => Expression): Expression {
    const { at, text } = this.token;
    if (this.depth >= DEEPEST) throw new ExpressionError('too-deep', at, text);
    this.depth += 1;
    const inner = read();
    this.depth -= 1;
    return inner;
  }

  /** `a < b`, or a chain, `a <= b < c`, which holds when each of its comparisons does. */
  private compared(): Expression {
    const parts: Expression[] = [];
    let left = this.total();
    while (SIGNS.has(this.token.text)) {
      const sign = this.take().text as Sign;
      const right = this.total();
      parts.push({ op: 'compare', sign, left, right });
      left = right;
    }
    const [only] = parts;
    return only === undefined ? left : parts.length === 1 ? only : { op: 'and', parts };
  }

  private total(): Expression {
    let left = this.times();
    for (;;) {
      if (this.skip('+')) left = { op: 'sum', parts: [left, this.times()] };
      else if (this.skip('-')) left = { op: 'difference', left, right: this.times() };
      else return left;
    }
  }

  private times(): Expression {
    let left = this.primary();
    while (this.skip('*')) left = { op: 'product', parts: [left, this.primary()] };
    return left;
  }

  private primary(): Expression {
    const { kind, text } = this.token;
    if (this.skip('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    if (kind === 'number') return { op: 'number', value: Number(this.take().text) };
    if (kind === 'parameter') return { op: 'parameter', code: this.take().text.slice(1) };
    if (kind !== 'word' || RESERVED.has(text)) this.fail();
    this.take();
    if (this.token.text === '(') return this.called(text);
    if (this.skip('is')) return { op: 'is', code: text, options: [this.word()] };
    if (this.skip('in')) return { op: 'is', code: text, options: this.listed(() => this.word()) };
    if (this.skip('has')) return { op: 'has', code: text, option: this.word() };
    return { op: 'answer', code: text };
  }

  private called(name: string): Expression {
    const at = this.next - 1;
    switch (name) {
      case 'count': {
        this.expect('(');
        const group = this.word();
        const where = this.skip('where') ? this.either() : null;
        this.expect(')');
        return { op: 'count', group, where };
      }
      case 'scale':
        return { op: 'scale', code: this.alone(() => this.upper()) };
      case 'indicated':
        return { op: 'indicated', benefit: this.alone(() => this.upper()) };
      case 'days-since':
        return { op: 'days-since', code: this.alone(() => this.word()) };
      case 'least':
      case 'greatest':
        return { op: name, parts: this.listed(() => this.within(() => this.total())) };
      default:
        this.next = at;
        return this.fail();
    }
  }

  private alone<T>(read: () => T): T {
    this.expect('(');
    const value = read();
    this.expect(')');
    return value;
  }

  private listed<T>(read: () => T): readonly T[] {
    this.expect('(');
    const values = [read()];
    while (this.skip(',')) values.push(read());
    this.expect(')');
    return values;
  }

  private word(): string {
    return this.token.kind === 'word' && !RESERVED.has(this.token.text) ? this.take().text : this.fail();
  }

  private upper(): string {
    return this.token.kind === 'upper' ? this.take().text : this.fail();
  }

  private get token(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: '', at: 0 };
  }

  private take(): Token {
    const { token } = this;
    this.next += 1;
    return token;
  }

  private skip(text: string): boolean {
    const isIt = this.token.kind !== 'end' && this.token.text === text;
    if (isIt) this.next += 1;
    return isIt;
  }

  private expect(text: string): void {
    if (!this.skip(text)) this.fail();
  }

  private fail(): never {
    const { kind, at, text } = this.token;
    throw new ExpressionError(kind === 'end' ? 'unfinished' : 'unexpected', at, text);
  }
}
