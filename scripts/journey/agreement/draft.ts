import type { DraftInput, ModelText, VariableValue } from '../../../src/domain/agreement-text/types';

/** A value a variable may have: the least, the first, the earliest. One year, so that the renewal is not far. */
function sampleOf({ spec }: ModelText['variables'][number]): VariableValue {
  switch (spec.kind) {
    case 'integer':
      return spec.min;
    case 'date':
      return spec.from ?? '2026-01-01';
    case 'time':
      return '09:00';
    case 'choice':
      return spec.options[0]?.code ?? '';
    case 'choices':
      return spec.options.slice(0, 1).map((one) => one.code);
  }
}

/** A draft from a model, with one clause of the territory's own. `evenings`: how its words end. */
export function draftOf(model: ModelText, signatories: DraftInput['signatories'], evenings: string): DraftInput {
  const variables = Object.fromEntries(model.variables.map((one) => [one.name, sampleOf(one)]));
  if (model.terms.renewals !== undefined) variables[model.terms.renewals] = 1;
  return {
    signatories,
    variables,
    clauses: [
      ...model.clauses,
      {
        key: 'agg-1',
        heading: 'Unità di strada',
        body: `Le associazioni firmatarie incontrano le persone senza dimora anche fuori dalle sedi, con un’unità di strada ${evenings}.`,
        commitments: [],
      },
    ],
  };
}
