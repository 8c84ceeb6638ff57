import { type PdfDictionary, type PdfReference, type PdfString, PdfUnreadable, type PdfValue } from './pdf-values';

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** Deeper values are refused (a rule of our own: nothing a signature needs comes near). */
const DEEPEST = 32;
/** More values are refused, before they fill the memory (a rule of our own: a hundred pages of ours have some 25,000). */
const MOST_VALUES = 500_000;

/**
 * Reads the values of a PDF one after the other, from a place on (ISO 32000-1 §7.2 and §7.3). Every step moves forward,
 * so it ends. Throws PdfUnreadable on anything that is not as the standard says; keys given twice too, since readers
 * differ in which they take.
 */
export class PdfReader {
  readonly file: Buffer;
  private values = 0;

  constructor(
    file: Uint8Array,
    public at = 0,
  ) {
    this.file = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  }

  /** Passes over white space and comments. */
  skip(): void {
    for (;;) {
      const byte = this.file[this.at];
      if (byte === undefined) return;
      if (byte === 0x25) while (this.at < this.file.length && !this.atLineEnd()) this.at += 1;
      else if (WHITE.has(byte)) this.at += 1;
      else return;
    }
  }

  /** Whether this text comes next, as it is. */
  sees(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.file[this.at + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Reads this text, which must come next. */
  expect(text: string): void {
    if (!this.sees(text)) throw new PdfUnreadable(`no ${text} where there must be one`);
    this.at += text.length;
  }

  /** Reads a whole number that is not negative. */
  integer(): number {
    this.skip();
    const word = this.word();
    if (!/^\d{1,10}$/.test(word)) throw new PdfUnreadable('not a whole number');
    return Number(word);
  }

  /** Reads one value. */
  value(depth = 0): PdfValue {
    if (depth > DEEPEST) throw new PdfUnreadable('too deep');
    this.values += 1;
    if (this.values > MOST_VALUES) throw new PdfUnreadable('too many values');
    this.skip();
    if (this.sees('<<')) return this.dictionary(depth);
    if (this.sees('<')) return this.hexString();
    if (this.sees('(')) return this.literalString();
    if (this.sees('[')) return this.array(depth);
    if (this.sees('/')) return { kind: 'name', name: this.nameText() };
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    // Only one way to read each digit: a number of a million digits must not take hours.
    if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(word)) throw new PdfUnreadable('not a value');
    return (/^\d{1,10}$/.test(word) && this.restOfReference(Number(word))) || Number(word);
  }

  private restOfReference(number: number): PdfReference | null {
    const back = this.at;
    this.skip();
    const generation = this.word();
    this.skip();
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') {
      return { kind: 'reference', number, generation: Number(generation) };
    }
    this.at = back;
    return null;
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    this.expect('<<');
    for (;;) {
      this.skip();
      if (this.sees('>>')) break;
      const key = this.nameText();
      if (entries.has(key)) throw new PdfUnreadable('a key given twice');
      entries.set(key, this.value(depth + 1));
    }
    this.expect('>>');
    return { kind: 'dictionary', entries };
  }

  private array(depth: number): PdfValue {
    const items: PdfValue[] = [];
    this.expect('[');
    for (;;) {
      this.skip();
      if (this.sees(']')) break;
      items.push(this.value(depth + 1));
    }
    this.expect(']');
    return { kind: 'array', items };
  }

  private nameText(): string {
    this.expect('/');
    return this.word().replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  private hexString(): PdfString {
    const from = this.at;
    const end = this.file.indexOf(0x3e, from);
    if (end === -1) throw new PdfUnreadable('a string without its end');
    const digits = this.file.toString('latin1', from + 1, end).replace(/[\0\t\n\f\r ]/g, '');
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfUnreadable('not a string of hexadecimal digits');
    this.at = end + 1;
    const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
    return { kind: 'string', bytes, from, to: this.at };
  }

  private literalString(): PdfString {
    const from = this.at;
    const bytes: string[] = [];
    let open = 0;
    do {
      const character = this.character();
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      const outer = (character === '(' && open === 1) || (character === ')' && open === 0);
      if (character === '\\') bytes.push(this.escaped());
      else if (!outer) bytes.push(character);
    } while (open > 0);
    return { kind: 'string', bytes: bytes.join(''), from, to: this.at };
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.file.toString('latin1', this.at, this.at + 3))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    }
    const character = this.character();
    if (character === '\n') return '';
    if (character !== '\r') return ESCAPES[character] ?? character;
    if (this.sees('\n')) this.at += 1;
    return '';
  }

  private character(): string {
    const byte = this.file[this.at];
    if (byte === undefined) throw new PdfUnreadable('it ends inside a string');
    this.at += 1;
    return String.fromCharCode(byte);
  }

  private word(): string {
    const from = this.at;
    for (;;) {
      const byte = this.file[this.at];
      if (byte === undefined || WHITE.has(byte) || DELIMITERS.has(byte)) break;
      this.at += 1;
    }
    return this.file.toString('latin1', from, this.at);
  }

  private atLineEnd(): boolean {
    return this.file[this.at] === 0x0a || this.file[this.at] === 0x0d;
  }
}
