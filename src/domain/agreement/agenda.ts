import { endOf, startOf } from '../calendar/years';
import { lapseItems, stepItems } from '../deadline/marks';
import { dispatchAgenda } from '../dispatch/dispatch';
import type { AgendaItem, Instant } from '../process';
import { lapses } from './clocks';
import type { AgreementCommand } from './commands';
import { mayRenew, windowOpensAt } from './dates';
import type { AgreementAgendaFacts } from './facts';
import type { AgreementState } from './state';

type Item = AgendaItem<AgreementCommand>;

function markItems(state: AgreementState): readonly Item[] {
  return Object.entries(state.clocks).flatMap(([name, clock]): readonly Item[] => [
    ...stepItems(name, clock),
    ...(lapses(clock) ? lapseItems(name, clock) : []),
  ]);
}

/** The dates of a signed agreement: sent on, in force, up for renewal, over. Days are whole: they end at Rome's midnight. */
function termItems(state: AgreementState): readonly Item[] {
  const { stage, term, termination } = state;
  if (term === null) return [];
  const dated = (key: 'transmit' | 'activate' | 'open-window' | 'renew' | 'expire', at: Instant): Item => ({
    key,
    at,
    since: term.since,
    command: { name: key, data: {} },
  });
  const items: Item[] = [dated('expire', endOf(term.endsOn))];
  if (stage === 'signed' && state.transmissions === 0) items.push(dated('transmit', state.stageSince));
  if (stage === 'transmitted' && state.confirmedAt !== null)
    items.push(dated('activate', Math.max(state.confirmedAt, startOf(term.startsOn))));
  const opensAt = windowOpensAt(state);
  if (opensAt !== null) items.push(dated('open-window', Math.max(opensAt, state.stageSince)));
  if (mayRenew(state)) items.push(dated('renew', state.notesCompleteAt ?? state.lastAt));
  if (termination !== null) {
    const { on, since } = termination;
    items.push({ key: 'end-early', at: endOf(on), since, command: { name: 'end-early', data: {} } });
  }
  return items;
}

function alignItem(state: AgreementState, { frameworkEndsOn }: AgreementAgendaFacts): readonly Item[] {
  if (frameworkEndsOn === null || state.frameworkEndsOn === null || frameworkEndsOn === state.frameworkEndsOn)
    return [];
  const command: AgreementCommand = { name: 'align-end', data: { frameworkEndsOn } };
  return [{ key: `align-end/${frameworkEndsOn}`, at: state.lastAt, since: state.settledVersion, command }];
}

/**
 * What is owed from here and when: the procedure, read from a state. The workflow follows it, the ledger of obligations and
 * every preview read it; nothing is due that is not in it. After the end only messages that left are still watched.
 */
export function agreementAgenda(state: AgreementState, facts: AgreementAgendaFacts): readonly Item[] {
  if (state.stage === null) return [];
  const messages: readonly Item[] = dispatchAgenda(state.dispatches);
  const items =
    state.endedAt === null
      ? [...markItems(state), ...termItems(state), ...alignItem(state, facts), ...messages]
      : [...messages];
  return items.sort((a, b) => a.at - b.at || a.key.localeCompare(b.key));
}
