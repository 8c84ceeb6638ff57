import { canonicalJson } from '../domain/canonical-json';
import type { Place } from '../domain/questionnaire/finding';
import type { Snapshot } from '../domain/questionnaire/snapshot';
import type { Change } from './shown';

/** What of a new snapshot is not as in the old one, row by row; what is new is said before what is gone. */
export function changesBetween(old: Snapshot | null, now: Snapshot): readonly Change[] {
  const before = old ? piecesOf(old) : new Map<string, Piece>();
  const after = piecesOf(now);
  const changes: Change[] = [];
  for (const [key, { row, code, text }] of after) {
    const was = before.get(key)?.text;
    if (was !== text) changes.push({ row, code, what: was === undefined ? 'added' : 'changed' });
  }
  for (const [key, { row, code }] of before) if (!after.has(key)) changes.push({ row, code, what: 'removed' });
  return changes;
}

interface Piece {
  readonly row: Place['row'];
  readonly code: string;
  readonly text: string;
}

/** The rows of a snapshot, each by itself: a section without its questions, a benefit without its criteria. */
function piecesOf(snapshot: Snapshot): ReadonlyMap<string, Piece> {
  const pieces = new Map<string, Piece>();
  const add = (row: Place['row'], code: string, value: unknown): void => {
    const key = `${row} ${code}`;
    // Dated criteria share a code: they are one row here.
    const text = `${pieces.get(key)?.text ?? ''}${canonicalJson(value)}`;
    pieces.set(key, { row, code, text });
  };
  add('version', '', [snapshot.title, snapshot.notice, snapshot.languages, snapshot.unread]);
  for (const [place, { questions, ...section }] of snapshot.sections.entries()) {
    add('section', section.code, [section, place]);
    for (const [order, question] of questions.entries()) add('question', question.code, [question, place, order]);
  }
  for (const one of snapshot.documents) add('document', one.code, one);
  for (const one of snapshot.parameters) add('parameter', one.code, one);
  for (const one of snapshot.scales) add('scale', one.code, one);
  for (const { criteria, ...benefit } of snapshot.benefits) {
    add('benefit', benefit.code, benefit);
    for (const criterion of criteria) add('criterion', criterion.code, [criterion, benefit.code]);
  }
  return pieces;
}
