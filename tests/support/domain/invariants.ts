import { localDate } from '../../../src/domain/calendar/rome';
import { caseAgenda } from '../../../src/domain/case/agenda';
import { foldCase } from '../../../src/domain/case/fold';
import { caseRows } from '../../../src/domain/case/rows';
import { type End, isOpen } from '../../../src/domain/case/stages';
import type { CaseState } from '../../../src/domain/case/state';
import type { CalendarNotice, Recipient } from '../../../src/domain/process';
import type { CaseStory } from './case-story';
import { nameOf } from './follow';

/** What must hold of a case after any decision, whatever came before. */
export function checkState(state: CaseState): void {
  if (state.stage === null) return;
  expect(state.settledVersion).toBeLessThanOrEqual(state.version);
  expect(state.consults.filter((one) => one.status === 'booked').length).toBeLessThanOrEqual(1);
  for (const { reviews } of state.claims) expect(new Set(reviews).size).toBe(reviews.length);
  for (const numbered of [state.consults, state.claims, state.consents, state.proxies, state.screenings]) {
    expect(new Set(numbered.map((one) => one.number)).size).toBe(numbered.length);
  }
  checkClocks(state);
  checkAgenda(state);
  const rows = caseRows(state);
  expect(new Set(rows.map((row) => `${row.table}/${row.key}`)).size).toBe(rows.length);
}

function checkClocks(state: CaseState): void {
  const names = Object.keys(state.clocks);
  if (state.stage !== null && !isOpen(state.stage)) expect([names, state.pause]).toEqual([[], null]);
  for (const [name, clock] of Object.entries(state.clocks)) {
    const [kind, number] = name.split('-');
    const claim = state.claims.find((one) => one.number === Number(number));
    // Only a stage lapses; a policy for a claim's wait that did is refused by the database.
    if (kind !== 'stage') expect(clock.marks.filter((mark) => mark.kind === 'lapse')).toEqual([]);
    if (kind === 'stage') expect(clock.subject).toBe(state.stage);
    else if (kind === 'claim') expect(['submitted', 'under-review']).toContain(claim?.state);
    else expect(['refused', 'partly-granted']).toContain(claim?.state);
    if (kind === 'review') expect(claim?.reviews.length).toBeLessThan(2);
    expect(new Set(clock.marks.map((mark) => mark.key)).size).toBe(clock.marks.length);
    expect(clock.since).toBeLessThanOrEqual(state.version);
  }
}

function checkAgenda(state: CaseState): void {
  for (const assigneeActive of [true, false]) {
    const agenda = caseAgenda(state, { assigneeActive });
    expect(new Set(agenda.map(nameOf)).size).toBe(agenda.length);
    if (state.end) expect(agenda).toEqual([]);
    if (state.pause) expect(agenda.filter((item) => item.key.startsWith('stage/'))).toEqual([]);
    for (const item of agenda) expect([item.key, Number.isFinite(item.at)]).toEqual([item.key, true]);
  }
}

const WITHOUT_CLAIM: ReadonlySet<End> = new Set(['resolved-without-claim', 'no-claim']);

/** What must hold of a whole story: read from its entries and mails alone, without the rules. */
export function checkStory(story: CaseStory): void {
  expect(foldCase(story.stream, story.entries)).toEqual(story.state);
  let consent = false;
  let place = -1;
  let ended = false;
  let filed = false;
  for (const entry of story.entries) {
    if (entry.type === 'consent-recorded') consent = true;
    if (entry.type === 'consent-withdrawn') consent = false;
    if (entry.type === 'opened') place = entry.data.associationId;
    if (entry.type === 'referral-accepted') place = entry.data.to.associationId;
    if (entry.type === 'ended') ended = true;
    if (entry.type === 'reopened') ended = false;
    if (entry.type === 'claim-submitted') filed = true;
    if (entry.type === 'ended' && WITHOUT_CLAIM.has(entry.data.end))
      expect([entry.data.end, filed]).toEqual([entry.data.end, false]);
    if (['screening-completed', 'proxy-recorded', 'referred', 'referral-accepted', 'note-added'].includes(entry.type))
      expect([entry.type, consent]).toEqual([entry.type, true]);
    if (['mark-fired', 'consult-reminded', 'assigned'].includes(entry.type))
      expect([entry.type, ended]).toEqual([entry.type, false]);
  }
  expect(story.state.associationId).toBe(Math.max(place, 0));
  checkFollowedToTheEnd(story);
  checkInvitations(story);
}

/** Time alone ends no case while an outcome is awaited, nor before the last day of a review that may still be asked for. */
function checkFollowedToTheEnd({ entries }: CaseStory): void {
  const awaited = new Set<number>();
  const reviewBy = new Map<number, string>();
  for (const { type, data, at } of entries) {
    if (type === 'claim-submitted' || type === 'review-requested') {
      awaited.add(data.number);
      reviewBy.delete(data.number);
    }
    if (type === 'outcome-recorded') {
      awaited.delete(data.number);
      if (data.reviewBy !== null) reviewBy.set(data.number, data.reviewBy);
    }
    if (type !== 'ended' || data.by !== 'follow') continue;
    expect([data.end, [...awaited]]).toEqual([data.end, []]);
    for (const day of reviewBy.values()) expect([data.end, day < localDate(at)]).toEqual([data.end, true]);
  }
}

/**
 * To each recipient of an invitation the sequence only grows, and a cancellation is of an invitation they had; so it
 * does for the association as one, whose managers may be left and joined by the same person. In the end those invited
 * are a consult's consultant and whoever follows the case, or nobody.
 */
function checkInvitations({ notices, state }: CaseStory): void {
  const words = new Map<string, CalendarNotice>();
  for (const { to, calendar } of notices) {
    if (!calendar) continue;
    for (const whom of 'consultant' in to ? [recipient(to)] : [recipient(to), ASSOCIATION]) {
      const before = words.get(`${calendar.uid} ${whom}`);
      if (before) expect(calendar.sequence).toBeGreaterThan(before.sequence);
      if (calendar.method === 'CANCEL') expect([whom, before?.method]).toEqual([whom, 'REQUEST']);
      words.set(`${calendar.uid} ${whom}`, calendar);
    }
  }
  const follower =
    state.operatorId === null
      ? { managersOf: state.associationId }
      : { operator: state.operatorId, of: state.associationId };
  for (const { number, status, consultantId } of state.consults) {
    const uid = `${state.id}.consult.${number}`;
    const invited = [...words].filter(([, word]) => word.uid === uid && word.method === 'REQUEST').map(([key]) => key);
    const sides = [recipient({ consultant: consultantId }), ASSOCIATION].map((whom) => `${uid} ${whom}`);
    if (status === 'cancelled') expect(invited).toEqual([]);
    else expect([invited.length, invited]).toEqual([3, expect.arrayContaining(sides)]);
    if (status === 'booked') expect(invited).toContain(`${uid} ${recipient(follower)}`);
  }
}

const recipient = (to: Recipient): string => JSON.stringify(to);
const ASSOCIATION = 'the association';
