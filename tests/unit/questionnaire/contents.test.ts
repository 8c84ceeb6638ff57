import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benefits } from '../../../database/seeds/reference/benefits';
import {
  questionnaireContents,
  questionnaireScenarios,
} from '../../../database/seeds/reference/questionnaire-contents';
import { checkContents } from '../../../src/domain/questionnaire/check';
import { type Expression, nodesOf } from '../../../src/domain/questionnaire/expression';
import { freeze } from '../../../src/domain/questionnaire/freeze';
import type { Field } from '../../../src/domain/questionnaire/snapshot';

const snapshot = freeze(questionnaireContents);
const questions = snapshot.sections.flatMap((one) => one.questions);
const criteria = snapshot.benefits.flatMap((one) => one.criteria);
const parameters = new Set(snapshot.parameters.map((one) => one.code));
const scales = new Map(snapshot.scales.map((one) => [one.code, one]));

interface Use {
  readonly at: string;
  /** A question, or `group.field`; a question's option after `=`. */
  readonly codes: readonly string[];
  readonly parameters: readonly string[];
  readonly benefits: readonly string[];
  readonly scales: readonly string[];
}

/** Everything a tree names; within a group, the group's fields. */
function named(at: string, tree: Expression, group?: string): Use {
  const nodes = nodesOf(tree);
  const within = (code: string) => (group === undefined ? code : `${group}.${code}`);
  const inner = nodes.flatMap((node) => {
    if (node.op === 'count') return node.where ? [named(at, node.where, node.group)] : [];
    const scale = node.op === 'scale' ? scales.get(node.code) : undefined;
    return (scale?.steps ?? []).flatMap((step) => (step.where ? [named(at, step.where, scale?.group)] : []));
  });
  const codes = nodes.flatMap((node): readonly string[] => {
    if (node.op === 'answer' || node.op === 'days-since') return [within(node.code)];
    if (node.op === 'is') return [within(node.code), ...node.options.map((one) => `${within(node.code)}=${one}`)];
    if (node.op === 'has') return [within(node.code), `${within(node.code)}=${node.option}`];
    return node.op === 'count' ? [node.group] : [];
  });
  return {
    at,
    codes: [...codes, ...inner.flatMap((one) => one.codes)],
    parameters: [
      ...nodes.flatMap((one) => (one.op === 'parameter' ? [one.code] : [])),
      ...inner.flatMap((one) => one.parameters),
    ],
    benefits: nodes.flatMap((one) => (one.op === 'indicated' ? [one.benefit] : [])),
    scales: nodes.flatMap((one) => (one.op === 'scale' ? [one.code] : [])),
  };
}

const uses = [
  ...criteria.map((one) => named(one.code, one.if)),
  ...questions.flatMap((one) => (one.onlyIf ? [named(one.code, one.onlyIf)] : [])),
];
const optionsOf = (at: string, one: Field) =>
  one.kind === 'choice' || one.kind === 'choices' ? one.options.map((option) => `${at}=${option.code}`) : [];
const asked = questions.flatMap((one) =>
  one.kind === 'members'
    ? [
        one.code,
        ...one.fields.flatMap((field) => [
          `${one.code}.${field.code}`,
          ...optionsOf(`${one.code}.${field.code}`, field),
        ]),
      ]
    : [one.code, ...optionsOf(one.code, one)],
);

test('what a criterion or a condition names exists', () => {
  const known = new Set(asked);
  const codes = new Set(snapshot.benefits.map((one) => one.code));
  const unknown = uses.flatMap((use) => [
    ...use.codes.filter((one) => !known.has(one)).map((one) => `${use.at}: ${one}`),
    ...use.parameters.filter((one) => !parameters.has(one)).map((one) => `${use.at}: $${one}`),
    ...use.benefits.filter((one) => !codes.has(one)).map((one) => `${use.at}: indicated(${one})`),
    ...use.scales.filter((one) => !scales.has(one)).map((one) => `${use.at}: scale(${one})`),
  ]);
  expect(unknown).toEqual([]);
});

test('every question, field, figure, scale and document is used', () => {
  const used = new Set(uses.flatMap((one) => [...one.codes, ...one.parameters, ...one.scales]));
  const brought = new Set(snapshot.benefits.flatMap((one) => one.bring));
  expect(asked.filter((one) => !one.includes('=') && !used.has(one))).toEqual([]);
  expect([...parameters, ...scales.keys()].filter((one) => !used.has(one))).toEqual([]);
  expect(snapshot.documents.map((one) => one.code).sort()).toEqual([...brought].sort());
});

test('a condition rests on questions asked before', () => {
  const order = questions.map((one) => one.code);
  const late = questions.flatMap((one, index) =>
    (one.onlyIf ? named(one.code, one.onlyIf).codes : [])
      .filter((code) => order.indexOf(code.split(/[.=]/)[0] ?? '') >= index)
      .map((code) => `${one.code}: ${code}`),
  );
  expect(late).toEqual([]);
});

test('no code stands twice', () => {
  const twice = (codes: readonly string[]) => codes.filter((one, index) => codes.indexOf(one) !== index);
  const benefitCodes = snapshot.benefits.map((one) => one.code);
  for (const codes of [
    asked,
    criteria.map((one) => one.code),
    benefitCodes,
    [...snapshot.documents.map((one) => one.code)],
  ]) {
    expect(twice(codes)).toEqual([]);
  }
  expect(snapshot.parameters.length).toBe(parameters.size);
  expect(snapshot.scales.length).toBe(scales.size);
});

test('a figure has one value a day at most', () => {
  const overlapping = snapshot.parameters.flatMap(({ code, values }) => {
    const sorted = [...values].sort((a, b) => a.from.localeCompare(b.from));
    return sorted.flatMap(({ from, to }, index) => {
      const next = sorted[index + 1];
      const isWrong = (to !== null && to < from) || (next !== undefined && (to === null || to >= next.from));
      return isWrong ? [`${code} from ${from}`] : [];
    });
  });
  expect(overlapping).toEqual([]);
});

test('a criterion is in force within its benefit, and speaks in both languages', () => {
  const wrong = questionnaireContents.benefits.flatMap((benefit) =>
    benefit.criteria.flatMap(({ code, from, to, holds, fails, step }) => [
      ...(from < benefit.from || (benefit.to !== null && (to === null || to > benefit.to)) ? [`${code}: dates`] : []),
      ...[holds, fails, ...(step ? [step] : [])].filter(({ it, en }) => it === en).map(() => `${code}: one language`),
    ]),
  );
  expect(wrong).toEqual([]);
});

test('a step says no figure to aim at', () => {
  const euros = /€|euro|\d{3}/i;
  const steps = questionnaireContents.benefits.flatMap((one) => one.criteria.flatMap(({ step }) => step ?? []));
  // 1522 is a telephone number.
  expect(steps.filter(({ it, en }) => euros.test(`${it} ${en}`.replaceAll('1522', '')))).toEqual([]);
});

test('the rules and the list of benefits agree, and no file of rules is left out', () => {
  const written = questionnaireContents.benefits.map(({ code, name, from, to }) => ({ code, name: name.it, from, to }));
  const listed = benefits.map(({ code, name, validFrom, validTo }) => ({ code, name, from: validFrom, to: validTo }));
  const byCode = (a: { readonly code: string }, b: { readonly code: string }) => a.code.localeCompare(b.code);
  expect([...written].sort(byCode)).toEqual([...listed].sort(byCode));
  const files = readdirSync(join(__dirname, '../../../database/seeds/data/questionnaire/benefits'));
  expect(files.sort()).toEqual(written.map(({ code }) => `${code.toLowerCase().replace('_', '-')}.json`).sort());
});

test('what is sensitive is asked in the last sections', () => {
  const sensitive = snapshot.sections.map((one) => one.questions.some((question) => question.sensitive));
  expect(sensitive.lastIndexOf(false)).toBeLessThan(sensitive.indexOf(true));
  expect(
    snapshot.sections.filter((_, index) => sensitive[index]).every((one) => one.questions.every((q) => q.sensitive)),
  ).toBe(true);
});

test('nothing keeps them from being published: every translation, source, figure and scenario is there', () => {
  expect(checkContents(questionnaireContents, questionnaireScenarios)).toEqual([]);
});
