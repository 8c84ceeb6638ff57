import type { CaseCommand } from '../../../src/domain/case/commands';
import type { CaseFacts } from '../../../src/domain/case/facts';
import { COLLEAGUE, CONSULTANT, HERE, OPERATOR, THERE } from './actors';
import { CALENDAR, policies } from './policies';
import { HOUR } from './time';

/** A free consultant's slot of an hour, as the pooled availability gives it. */
export function slot(consultantId: number, start: number, load = 0): CaseFacts['slots'][number] {
  return { consultantId, end: start + HOUR, load, meetingLink: `https://incontri.example/${consultantId}` };
}

/** Facts under which nothing stands in a command's way, but for what `change` says. */
export function factsFor(command: CaseCommand, change: Partial<CaseFacts> = {}): CaseFacts {
  const operatorId = command.name === 'reassign' ? command.data.operatorId : OPERATOR;
  const start = command.name === 'book-consult' || command.name === 'postpone-consult' ? command.data.start : null;
  return {
    calendar: CALENDAR,
    policies: policies(),
    agreement: { id: 4 },
    operator: { id: operatorId, associationId: HERE.associationId, active: true, trainedOn: '2026-01-15' },
    site: { id: HERE.siteId, associationId: HERE.associationId, territoryId: HERE.territoryId, active: true },
    locatorUsed: false,
    person: { beneficiaryId: 'beneficiary-1' },
    notice: {
      id: command.name === 'record-proxy' ? 8 : 7,
      kind: command.name === 'record-proxy' ? 'proxy' : 'consent',
      textHash: 'hash-of-the-text',
      inForce: true,
    },
    questionnaire: { id: 5, published: true, benefits: ['assegno-inclusione', 'assegno-sociale'] },
    benefit: { id: 3, inForce: true },
    slots: start === null ? [] : [slot(CONSULTANT, start)],
    target: { ...THERE, agreement: true },
    candidates: [
      { operatorId: OPERATOR, load: 4 },
      { operatorId: COLLEAGUE, load: 9 },
    ],
    ...change,
  };
}
