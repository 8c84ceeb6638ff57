import {
  fieldsOf,
  mentions,
  type Problem,
  problemsOf,
  type QuestionRow,
  readExpression,
  type Vocabulary,
} from './check-expression';
import type { Expression } from './expression';
import type { Finding, Place } from './finding';
import type { Contents } from './rows';

/** A text of the contents as a tree, and the row it stands in. */
export interface Written {
  readonly at: Place;
  readonly tree: Expression;
  /** The group whose fields it is about; null where it is about questions. */
  readonly group: string | null;
}

/** Every text read, or what is wrong with it. */
export function readTexts(contents: Contents): {
  readonly written: readonly Written[];
  readonly findings: readonly Finding[];
} {
  const questions = contents.sections.flatMap((one) => one.questions);
  const words: Vocabulary = {
    questions: new Map(questions.map((one) => [one.code, one])),
    parameters: new Set(contents.parameters.map((one) => one.code)),
    scales: new Set(contents.scales.map((one) => one.code)),
    benefits: new Set(contents.benefits.map((one) => one.code)),
    group: null,
  };
  const written: Written[] = [];
  const findings: Finding[] = [];
  const read = (text: string | null, at: Place, vocabulary: Vocabulary): void => {
    if (text === null) return;
    const tree = readExpression(text);
    if ('kind' in tree) findings.push({ ...tree, at });
    else {
      written.push({ at, tree, group: vocabulary.group });
      findings.push(...problemsOf(tree, 'truth', vocabulary).map((one: Problem) => ({ ...one, at })));
    }
  };
  for (const { code, onlyIf } of questions) read(onlyIf, { row: 'question', code }, words);
  for (const { code, group, steps } of contents.scales) {
    const at: Place = { row: 'scale', code };
    const asked = words.questions.get(group);
    if (asked?.kind !== 'members') findings.push({ kind: 'unknown-question', at, values: { code: group } });
    else for (const { where } of steps) read(where, at, fieldsOf(asked, words));
  }
  for (const { criteria } of contents.benefits) {
    for (const one of criteria) read(one.if, { row: 'criterion', code: one.code, from: one.from }, words);
  }
  return { written, findings };
}

/** Documents and codes: what is brought but not listed, what is named twice, and what nothing uses. */
export function checkCodes(contents: Contents, written: readonly Written[]): readonly Finding[] {
  const questions = contents.sections.flatMap((one) => one.questions);
  const used = usedBy(contents, written);
  const documents = contents.documents.map((one) => one.code);
  const brought = contents.benefits.flatMap((one) => one.bring.map((code) => ({ code, benefit: one.code })));
  const finding = (
    kind: Finding['kind'],
    row: Place['row'],
    code: string,
    values: Finding['values'] = { code },
  ): Finding => ({
    kind,
    at: { row, code },
    values,
  });
  const unused = (kind: Finding['kind'], row: Place['row'], codes: readonly string[]) =>
    codes.filter((code) => !used.has(`${row} ${code}`)).map((code) => finding(kind, row, code));
  const groups = questions.filter((one): one is Extract<QuestionRow, { kind: 'members' }> => one.kind === 'members');
  return [
    ...brought
      .filter((one) => !documents.includes(one.code))
      .map(({ code, benefit }) => finding('unknown-document', 'benefit', benefit, { code })),
    ...documents
      .filter((code) => !brought.some((one) => one.code === code))
      .map((code) => finding('unused-document', 'document', code)),
    ...unused(
      'unused-question',
      'question',
      questions.map((one) => one.code),
    ),
    ...unused(
      'unused-parameter',
      'parameter',
      contents.parameters.map((one) => one.code),
    ),
    ...unused(
      'unused-scale',
      'scale',
      contents.scales.map((one) => one.code),
    ),
    ...groups.flatMap(({ code: group, fields }) =>
      fields
        .filter((one) => used.has(`question ${group}`) && !used.has(`field ${group} ${one.code}`))
        .map(({ code }) => finding('unused-field', 'question', group, { code })),
    ),
    ...(
      [
        ['section', contents.sections],
        ['question', questions],
        ['document', contents.documents],
        ['parameter', contents.parameters],
        ['scale', contents.scales],
        ['benefit', contents.benefits],
      ] as const
    ).flatMap(([row, rows]) =>
      repeated(rows.map((one) => one.code)).map((code) => finding('repeated-code', row, code)),
    ),
    ...questions.flatMap((one) => {
      const codes =
        one.kind === 'members'
          ? one.fields.map(({ code }) => code)
          : 'options' in one
            ? one.options.map(({ code }) => code)
            : [];
      return repeated(codes).map((code) => finding('repeated-code', 'question', one.code, { code }));
    }),
  ];
}

const repeated = (codes: readonly string[]): readonly string[] => [
  ...new Set(codes.filter((code, index) => codes.indexOf(code) !== index)),
];

/**
 * What the criteria come to use, as `row code`: of a condition, only if its question is used, and of a scale's steps, only if
 * the scale is.
 */
function usedBy(contents: Contents, written: readonly Written[]): ReadonlySet<string> {
  const used = new Set<string>();
  const take = (key: string): void => {
    if (used.has(key)) return;
    used.add(key);
    for (const one of written) if (`${one.at.row} ${one.at.code}` === key) read(one);
    const scale = contents.scales.find((one) => `scale ${one.code}` === key);
    if (scale) take(`question ${scale.group}`);
  };
  const read = (one: Written): void => {
    for (const { node, group } of mentions(one.tree, one.group)) {
      const asked = (code: string) => take(group === null ? `question ${code}` : `field ${group} ${code}`);
      if (node.op === 'answer' || node.op === 'is' || node.op === 'has' || node.op === 'days-since') asked(node.code);
      if (node.op === 'count') asked(node.group);
      if (node.op === 'parameter' || node.op === 'scale') take(`${node.op} ${node.code}`);
    }
  };
  for (const one of written) if (one.at.row === 'criterion') read(one);
  return used;
}
