import type { Answers } from '../../src/domain/questionnaire/answers';
import { dayNumber } from '../../src/domain/questionnaire/answers';
import type { Form } from '../../src/domain/questionnaire/compile';
import type { Expression } from '../../src/domain/questionnaire/expression';
import type { Question, Scale } from '../../src/domain/questionnaire/snapshot';
import type { Results } from './contestant';

type Group = Extract<Question, { kind: 'members' }>;

/**
 * The limit: the rules of one date written out as straight JavaScript, as somebody would who had no engine: local
 * variables, plain comparisons, loops over people, figures as numbers in the code. It is written by this file, so that it
 * changes when the rules do; it only serves to be compared with.
 */
export function writeOut(form: Form): (answers: Answers) => Results {
  return new Function('dayNumber', new Writer(form).body())(dayNumber) as (answers: Answers) => Results;
}

/** Where a quantity lies, as names of variables or numbers. */
type Ends = readonly [low: string, high: string];

class Writer {
  private lines: string[] = [];
  private names = 0;
  private readonly functions = new Map<string, string>();

  constructor(private readonly form: Form) {}

  /** Questions are variables all functions see, and each benefit is a function: one big one would not be optimised. */
  body(): string {
    const questions = [...this.form.questions.values()].map((one) => one.question.code);
    for (const { benefit } of this.form.benefits) this.benefit(benefit.code);
    for (const code of questions) this.lines.push(`${variable(code)} = answers[${JSON.stringify(code)}];`);
    for (const { question, onlyIf } of this.form.conditional) {
      if (!onlyIf) continue;
      this.lines.push(`if (${variable(question.code)} !== undefined) {`);
      const holds = this.truth(onlyIf.expression, null);
      this.lines.push(`if (${holds} !== 1) ${variable(question.code)} = undefined; }`);
    }
    const results = this.form.benefits.map(({ benefit: { code } }) => {
      const truth = this.fresh(`benefit_${code}()`);
      return `${code}: ${truth} === 1 ? 'indicated' : ${truth} === 0 ? 'not-indicated' : 'not-known'`;
    });
    return [
      `let ${questions.map(variable).join(', ')};`,
      ...this.functions.values(),
      `return function (answers) {\n${this.lines.join('\n')}\nreturn { ${results.join(', ')} };\n};`,
    ].join('\n');
  }

  private benefit(code: string): void {
    const { criteria } = this.form.benefits.find((one) => one.benefit.code === code) ?? { criteria: [] };
    const truth =
      criteria.length === 0
        ? '2'
        : this.joined(
            1,
            criteria.map((one) => one.criterion.if),
            null,
          );
    this.functions.set(code, `function benefit_${code}() {\n${this.lines.join('\n')}\nreturn ${truth};\n}`);
    this.lines = [];
  }

  private fresh(value: string): string {
    this.names += 1;
    this.lines.push(`let t${this.names} = ${value};`);
    return `t${this.names}`;
  }

  private read(code: string, group: Group | null): string {
    return group ? `one[${JSON.stringify(code)}]` : variable(code);
  }

  private asked(code: string, group: Group | null) {
    return group ? group.fields.find((one) => one.code === code) : this.form.questions.get(code)?.question;
  }

  /** And (1) or or (0): the other truth decides, and nothing more is looked at. */
  private joined(otherwise: 0 | 1, parts: readonly Expression[], group: Group | null): string {
    const result = this.fresh(String(otherwise));
    this.lines.push(`${result}all: {`);
    for (const part of parts) {
      const truth = this.truth(part, group);
      const decides = 1 - otherwise;
      this.lines.push(`if (${truth} === ${decides}) { ${result} = ${decides}; break ${result}all; }`);
      this.lines.push(`if (${truth} === 2) ${result} = 2;`);
    }
    this.lines.push('}');
    return result;
  }

  private truth(expression: Expression, group: Group | null): string {
    switch (expression.op) {
      case 'and':
        return this.joined(1, expression.parts, group);
      case 'or':
        return this.joined(0, expression.parts, group);
      case 'not': {
        const truth = this.truth(expression.part, group);
        return this.fresh(`${truth} === 2 ? 2 : 1 - ${truth}`);
      }
      case 'answer': {
        const value = this.read(expression.code, group);
        return this.fresh(`${value} === true ? 1 : ${value} === false ? 0 : 2`);
      }
      case 'is': {
        const value = this.read(expression.code, group);
        const is = expression.options.map((one) => `${value} === ${JSON.stringify(one)}`).join(' || ');
        return this.fresh(`${is} ? 1 : typeof ${value} === 'string' ? 0 : 2`);
      }
      case 'has': {
        const value = this.read(expression.code, group);
        return this.fresh(
          `Array.isArray(${value}) ? (${value}.includes(${JSON.stringify(expression.option)}) ? 1 : 0) : 2`,
        );
      }
      case 'indicated':
        return this.form.benefits.some((one) => one.benefit.code === expression.benefit)
          ? this.fresh(`benefit_${expression.benefit}()`)
          : '0';
      case 'compare': {
        const [a, b] = this.ends(expression.left, group);
        const [c, d] = this.ends(expression.right, group);
        switch (expression.sign) {
          case '<':
            return this.fresh(`${b} < ${c} ? 1 : ${a} >= ${d} ? 0 : 2`);
          case '<=':
            return this.fresh(`${b} <= ${c} ? 1 : ${a} > ${d} ? 0 : 2`);
          case '>':
            return this.fresh(`${a} > ${d} ? 1 : ${b} <= ${c} ? 0 : 2`);
          case '>=':
            return this.fresh(`${a} >= ${d} ? 1 : ${b} < ${c} ? 0 : 2`);
          case '=':
            return this.fresh(`${b} < ${c} || ${d} < ${a} ? 0 : ${a} === ${b} && ${c} === ${d} ? 1 : 2`);
          case '!=':
            return this.fresh(`${b} < ${c} || ${d} < ${a} ? 1 : ${a} === ${b} && ${c} === ${d} ? 0 : 2`);
        }
      }
    }
    throw new TypeError(`${expression.op} is no truth`);
  }

  private ends(expression: Expression, group: Group | null): Ends {
    const both = (value: string): Ends => [value, value];
    switch (expression.op) {
      case 'number':
        return both(String(expression.value));
      case 'parameter':
        return both(String(this.form.meaning.parameter(expression.code)));
      case 'answer': {
        const question = this.asked(expression.code, group);
        if (question?.kind !== 'number' && question?.kind !== 'amount') throw new TypeError('no number');
        const value = this.read(expression.code, group);
        return [
          this.fresh(`typeof ${value} === 'number' ? ${value} : ${question.min}`),
          this.fresh(`typeof ${value} === 'number' ? ${value} : ${question.max}`),
        ];
      }
      case 'days-since': {
        const day = this.fresh(`dayNumber(${this.read(expression.code, group)})`);
        const today = dayNumber(this.form.date);
        return [
          this.fresh(`${day} === undefined ? -4000000 : ${today} - ${day}`),
          this.fresh(`${day} === undefined ? 4000000 : ${today} - ${day}`),
        ];
      }
      case 'count':
        return this.count(expression.group, expression.where);
      case 'scale': {
        const scale = this.form.meaning.scales.get(expression.code);
        if (!scale) throw new TypeError('no scale');
        return this.scale(scale);
      }
      case 'sum':
      case 'product':
      case 'least':
      case 'greatest': {
        const join = { sum: ' + ', product: ' * ', least: ', ', greatest: ', ' }[expression.op];
        const call = { sum: '', product: '', least: 'Math.min', greatest: 'Math.max' }[expression.op];
        const parts = expression.parts.map((part) => this.ends(part, group));
        const end = (which: 0 | 1) => this.fresh(`${call}(${parts.map((part) => part[which]).join(join)})`);
        return [end(0), end(1)];
      }
      case 'difference': {
        const [left, right] = [this.ends(expression.left, group), this.ends(expression.right, group)];
        return [this.fresh(`${left[0]} - ${right[1]}`), this.fresh(`${left[1]} - ${right[0]}`)];
      }
    }
    throw new TypeError(`${expression.op} is no quantity`);
  }

  private group(code: string): Group {
    const group = this.form.questions.get(code)?.question;
    if (group?.kind !== 'members') throw new TypeError(`${code} is no group`);
    return group;
  }

  private count(code: string, where: Expression | null): Ends {
    const group = this.group(code);
    const [low, high, value] = [this.fresh('0'), this.fresh('0'), variable(code)];
    this.lines.push(`if (!Array.isArray(${value})) ${high} = ${group.max}; else for (const one of ${value}) {`);
    const truth = where ? this.truth(where, group) : '1';
    this.lines.push(`if (${truth} === 1) ${low} += 1; if (${truth} !== 0) ${high} += 1; }`);
    return [low, high];
  }

  private scale({ base, cap, steps, group: code }: Scale): Ends {
    const group = this.group(code);
    const value = variable(code);
    const [low, high] = [this.fresh(String(base)), this.fresh(String(base))];
    const used = steps.map(() => this.fresh('0'));
    const most = Math.max(0, ...steps.map((step) => step.add));
    this.lines.push(
      `if (!Array.isArray(${value})) ${high} += ${group.max * most}; else for (const one of ${value}) steps${low}: {`,
    );
    for (const [index, { where, add, most: limit }] of steps.entries()) {
      const mine = where ? this.truth(where, group) : '1';
      const left = limit === null ? 'true' : `${used[index]} < ${limit}`;
      this.lines.push(
        `if (${mine} === 1 && ${left}) { ${used[index]} += 1; ${low} += ${add}; ${high} += ${add}; break steps${low}; }`,
      );
      // Whose step is not known: at least nothing, at most the most.
      this.lines.push(`if (${mine} === 2) { ${high} += ${most}; break steps${low}; }`);
    }
    this.lines.push('}');
    const end = (one: string) => this.fresh(`Math.min(${cap}, Math.round(${one} * 100) / 100)`);
    return [end(low), end(high)];
  }
}

const variable = (code: string): string => `q_${code.replaceAll('-', '_')}`;
