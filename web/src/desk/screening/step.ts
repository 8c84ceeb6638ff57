import type { Form } from '../../../../src/domain/questionnaire/compile';
import { type Action, reduce } from '../../state/reduce';
import type { State } from '../../state/state';

/** Makes an action happen. As on the public pages, but where one lives is not asked: the case says it. */
export function step(form: Form | null, set: (change: (now: State) => State) => void): (action: Action) => void {
  return (action) => {
    if (!form) return;
    set((now) => {
      const next = reduce(form, now, action);
      return next.page.name === 'where' ? reduce(form, next, { do: 'live-in', territory: null }) : next;
    });
  };
}
