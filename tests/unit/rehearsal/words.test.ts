import { TEMPLATE_VARIABLES } from '../../../src/domain/mail/template-variables';
import { isMessageKey } from '../../../src/domain/messages/message';
import type { Line } from '../../../src/domain/rehearsal/lines';
import { namesNeeded, sentenceOf } from '../../../src/domain/rehearsal/words';

const OURS = /^(?:agreement-|framework-|note-|renewal-|pec-|dispatch-)/;

test('every notice and letter of agreements has its words in a calendar', () => {
  const codes = Object.keys(TEMPLATE_VARIABLES).filter((code) => OURS.test(code));
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !isMessageKey(`template.${code}`))).toEqual([]);
});

test('a line says what happens and who is told, the copy as such', () => {
  const line: Line = { at: 0, kind: 'letter', what: 'agreement-transmission', to: ['central', 'cc communication'] };
  expect(sentenceOf('it', 'agreement', line, () => null)).toBe(
    'Lettera «trasmissione dell’accordo»: la Direzione centrale Inclusione, la Direzione centrale Comunicazione (per conoscenza)',
  );
  expect(sentenceOf('en', 'framework', { at: 0, kind: 'state', what: 'renewed', to: [] }, () => null)).toMatch(
    /^Becomes: /,
  );
});

test('who is told is named, where it is one of several', () => {
  const line: Line = { at: 0, kind: 'letter', what: 'note-request', to: ['party/3', 'cc party/4', 'communication'] };
  expect(namesNeeded([line]).party).toEqual([3, 4]);
  const names = (kind: string, id: number) => `${kind} ${id}`;
  expect(sentenceOf('it', 'framework', line, names)).toBe(
    'Lettera «richiesta della nota di rinnovo»: la Parte party 3, la Parte party 4 (per conoscenza), la Direzione centrale Comunicazione',
  );
});

test('a reminder says what it is about, by a deadline’s subject or by a commitment’s own words', () => {
  const line = { at: 0, kind: 'reminder', what: 'reminder', to: ['directorate'] } as const;
  const say = (about: string) => sentenceOf('it', 'agreement', { ...line, about }, () => null);
  expect(say('agreement-review')).toBe('Promemoria di «la verifica del testo dell’accordo»: la Direzione centrale');
  expect(say('Aprire lo sportello')).toBe('Promemoria di «Aprire lo sportello»: la Direzione centrale');
});
