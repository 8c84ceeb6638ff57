import { common, turningDays } from './check-dates';
import { compileForm, type Form } from './compile';
import type { Finding, FindingKind, Place } from './finding';
import type { Node } from './node';
import type { Contents } from './rows';
import type { Snapshot } from './snapshot';
import { FAILS, HOLDS, type Truth } from './truth';
import { findAnswers } from './witness';

/** Forms of a snapshot by date, each made once. */
export type Forms = (date: string) => Form;

/** Forms that are kept. */
export function formsOf(snapshot: Snapshot): Forms {
  const made = new Map<string, Form>();
  return (date) => {
    const form = made.get(date) ?? compileForm(snapshot, date);
    made.set(date, form);
    return form;
  };
}

/** Questions that are never asked, and criteria that say the same of everybody on every day they are in force. */
export function checkReach(contents: Contents, forms: Forms): readonly Finding[] {
  const days = turningDays(contents);
  return [
    ...contents.sections
      .flatMap((one) => one.questions)
      .flatMap(({ code }) => {
        const nodes = days.flatMap((day) => {
          const form = forms(day);
          const onlyIf = form.questions.get(code)?.onlyIf;
          return onlyIf ? [{ form, node: onlyIf }] : [];
        });
        if (nodes.length === 0) return [];
        // The newest first: it is what people are asked.
        return sought(nodes.reverse(), HOLDS, { row: 'question', code }, ['never-reached', 'reaching-not-found']);
      }),
    ...contents.benefits.flatMap((benefit) =>
      benefit.criteria.flatMap((row) => {
        const at: Place = { row: 'criterion', code: row.code, from: row.from };
        const inForce = common(row, benefit);
        if (!inForce) return [];
        const nodes = [inForce.from, ...days.filter((day) => inForce.from < day && day <= inForce.to)].flatMap(
          (day) => {
            const form = forms(day);
            const ready = form.benefits.find((one) => one.benefit.code === benefit.code);
            const one = ready?.criteria.find(
              ({ criterion }) => criterion.code === row.code && criterion.from === row.from,
            );
            return one ? [{ form, node: one.node }] : [];
          },
        );
        return [
          ...sought(nodes, HOLDS, at, ['never-holds', 'holding-not-found']),
          ...sought(nodes, FAILS, at, ['never-fails', 'failing-not-found']),
        ];
      }),
    ),
  ];
}

/** Nothing, when answers are found at one of some dates; else a finding, that says whether everything was tried. */
function sought(
  nodes: readonly { readonly form: Form; readonly node: Node }[],
  wanted: Truth,
  at: Place,
  [never, notFound]: readonly [FindingKind, FindingKind],
): readonly Finding[] {
  let isWhole = true;
  for (const { form, node } of nodes) {
    const witness = findAnswers(form, node, wanted);
    if (witness.answers) return [];
    isWhole &&= witness.isWhole;
  }
  return [{ kind: isWhole ? never : notFound, at, values: {} }];
}
