import type { Entry, Fact, Instant } from './process';

/** Of a fold's step, the state as it would be with facts appended at `now`: what a decision sees of what it decided. */
export function previewWith<State extends { readonly version: number }, F extends Fact>(
  apply: (state: State, entry: Entry & F) => State,
): (state: State, facts: readonly F[], now: Instant) => State {
  const actor = { kind: 'system', id: 'preview' } as const;
  return (state, facts, now) =>
    facts.reduce<State>((current, fact) => {
      const version = current.version + 1;
      return apply(current, { ...fact, version, schema: 1, at: now, actor } as Entry & F);
    }, state);
}
