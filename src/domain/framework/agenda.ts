import { endOf } from '../calendar/years';
import { stepItems } from '../deadline/marks';
import { dispatchAgenda } from '../dispatch/dispatch';
import type { AgendaItem } from '../process';
import type { FrameworkCommand } from './commands';
import { mayRenew, termOver, windowOpensAt } from './dates';
import { FRAMEWORK_IN_FORCE, isOpen } from './stages';
import type { FrameworkState } from './state';

type Item = AgendaItem<FrameworkCommand>;

function term(state: FrameworkState): readonly Item[] {
  const { stage, termination } = state;
  if (!state.term || stage === null || !FRAMEWORK_IN_FORCE.includes(stage)) return [];
  const { since } = state.term;
  const opensAt = windowOpensAt(state);
  const items: Item[] = [{ key: 'expire', at: termOver(state.term), since, command: { name: 'expire', data: {} } }];
  if (mayRenew(state))
    items.push({
      key: 'renew',
      at: state.notesCompleteAt ?? state.lastAt,
      since,
      command: { name: 'renew', data: {} },
    });
  if (opensAt !== null)
    items.push({ key: 'open-window', at: opensAt, since, command: { name: 'open-window', data: {} } });
  if (termination) {
    const command = { name: 'end-early', data: {} } as const;
    items.push({ key: 'end-early', at: endOf(termination.on), since: termination.since, command });
  }
  return items;
}

/** What is owed from here and when: the procedure, read from a state. Nothing before it begins and after it ends. */
export function frameworkAgenda(state: FrameworkState): readonly Item[] {
  if (state.stage === null || !isOpen(state.stage)) return [];
  const marks = Object.entries(state.clocks).flatMap(([name, clock]) => stepItems(name, clock));
  const items: readonly Item[] = [...term(state), ...marks, ...dispatchAgenda(state.dispatches)];
  return [...items].sort((a, b) => a.at - b.at || a.key.localeCompare(b.key));
}
