import { lapseItems, stepItems } from '../deadline/marks';
import type { AgendaItem } from '../process';
import type { CaseCommand } from './commands';
import { stageLapse } from './dates';
import type { CaseAgendaFacts } from './facts';
import type { CaseState } from './state';

type Item = AgendaItem<CaseCommand>;

/**
 * What is owed from here and when: the procedure, read from a state. The workflow follows it, the ledger of
 * obligations and every preview read it; nothing is due that is not in it.
 */
export function caseAgenda(state: CaseState, facts: CaseAgendaFacts): readonly Item[] {
  if (state.stage === null || state.end) return [];
  const items: Item[] = [];
  if (state.unassigned) {
    const { since, retryAt } = state.unassigned;
    items.push({ key: 'assign', at: retryAt, since, command: { name: 'assign', data: {} } });
  } else if (!facts.assigneeActive) {
    items.push({
      key: 'reassign',
      at: state.lastAt,
      since: state.settledVersion,
      command: { name: 'assign', data: {} },
    });
  }
  if (state.pause?.limitAt != null) {
    const { limitAt, since } = state.pause;
    items.push({ key: 'end-pause', at: limitAt, since, command: { name: 'end-pause', data: {} } });
  }
  for (const [name, clock] of Object.entries(state.clocks)) {
    if (name === 'stage' && state.pause) continue;
    items.push(...stepItems(name, clock));
    if (name === 'stage' && stageLapse(state)) items.push(...lapseItems(name, clock));
  }
  for (const consult of state.consults) {
    for (const { key, at } of consult.reminders) {
      const command: CaseCommand = { name: 'remind-consult', data: { consult: consult.number, key } };
      items.push({ key: `consult-${consult.number}/${key}`, at, since: consult.since, command });
    }
  }
  return items.sort((a, b) => a.at - b.at || a.key.localeCompare(b.key));
}
