/** The source of the rules that are our own. */
export const PLATFORM = 'Regola della piattaforma';

/** One command's rule: who, in which stages (`new`: before the first entry), on which facts, from which source. */
export interface Rule<Standing extends string, Stage extends string, FactName extends string, Source extends string> {
  readonly by: readonly Standing[];
  readonly in: readonly Stage[] | 'new';
  readonly needs: readonly FactName[];
  readonly source: Source;
}

/**
 * Why the table refuses a command to somebody, whatever it says; null when it does not. `decide` asks it and `may` does, so
 * what is offered is what is accepted. `stage`: null before the first entry.
 */
export function barred<Standing extends string, Stage extends string>(
  rule: Pick<Rule<Standing, Stage, string, string>, 'by' | 'in'>,
  standings: readonly Standing[],
  stage: Stage | null,
): { readonly rule: 'not-yours' | 'stage' } | null {
  if (!standings.some((one) => rule.by.includes(one))) return { rule: 'not-yours' };
  const inStage = rule.in === 'new' ? stage === null : stage !== null && rule.in.includes(stage);
  return inStage ? null : { rule: 'stage' };
}
