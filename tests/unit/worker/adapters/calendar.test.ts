import type { Invitation } from '../../../../src/domain/mail/invitation';
import { renderInvitation } from '../../../../src/worker/adapters/calendar';

const invitation: Invitation = {
  uid: 'consult-k3x9@consulenze.invalid',
  sequence: 0,
  method: 'REQUEST',
  start: Date.UTC(2026, 10, 23, 9),
  end: Date.UTC(2026, 10, 23, 9, 30),
  summary: 'Consulenza a distanza, caso TO-7K2M',
  location: 'Sportello d’ascolto “Ponte Inventato”, via che non esiste 1; secondo piano, citofono in fondo al cortile',
  url: 'https://meet.invalid/abc?x=1&y=2',
  organizer: { name: 'INPS "Prova"; Torino', address: 'consulenze@inps.invalid' },
  attendees: [
    { name: 'Prova, Operatrice', address: 'operatrice@associazione.invalid' },
    { name: 'Consulente Prova', address: 'consulente@inps.invalid' },
  ],
  stamp: Date.UTC(2026, 10, 20, 12),
};

/** Reads iCalendar text back: unfolded lines as [name, parameters, value]. */
function read(text: string): [name: string, parameters: string, value: string][] {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1);
  return lines.map((line) => {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/.exec(line);
    if (!match) throw new Error(`not a content line: ${line}`);
    return [match[1] ?? '', match[2] ?? '', (match[3] ?? '').replace(/\\([\\,;])/g, '$1')];
  });
}
const values = (text: string, name: string): string[] =>
  read(text)
    .filter(([n]) => n === name)
    .map(([, , value]) => value);

test('a request says what, when, where, who', () => {
  const text = renderInvitation(invitation);
  expect(values(text, 'METHOD')).toEqual(['REQUEST']);
  expect(values(text, 'UID')).toEqual([invitation.uid]);
  expect(values(text, 'SEQUENCE')).toEqual(['0']);
  expect(values(text, 'STATUS')).toEqual(['CONFIRMED']);
  expect(values(text, 'DTSTAMP')).toEqual(['20261120T120000Z']);
  expect(values(text, 'DTSTART')).toEqual(['20261123T090000Z']);
  expect(values(text, 'DTEND')).toEqual(['20261123T093000Z']);
  expect(values(text, 'SUMMARY')).toEqual([invitation.summary]);
  expect(values(text, 'LOCATION')).toEqual([invitation.location]);
  expect(values(text, 'URL')).toEqual([invitation.url]);
  expect(values(text, 'ORGANIZER')).toEqual(['mailto:consulenze@inps.invalid']);
  expect(values(text, 'ATTENDEE').map((value) => value.toLowerCase())).toEqual([
    'mailto:operatrice@associazione.invalid',
    'mailto:consulente@inps.invalid',
  ]);
  expect(text).toContain('RSVP=TRUE');
});

test('an update keeps the id and raises the sequence; a cancellation asks for no answer', () => {
  expect(values(renderInvitation({ ...invitation, sequence: 1 }), 'SEQUENCE')).toEqual(['1']);
  const cancel = renderInvitation({ ...invitation, sequence: 2, method: 'CANCEL' });
  expect(values(cancel, 'METHOD')).toEqual(['CANCEL']);
  expect(values(cancel, 'STATUS')).toEqual(['CANCELLED']);
  expect(values(cancel, 'UID')).toEqual([invitation.uid]);
  expect(values(cancel, 'SEQUENCE')).toEqual(['2']);
  expect(cancel).not.toContain('RSVP=TRUE');
});

test('the same invitation is the same text, whenever it is rendered', () => {
  expect(renderInvitation(invitation)).toBe(renderInvitation({ ...invitation }));
});

test('no value can begin a property', () => {
  const hostile = 'x\r\nATTENDEE:mailto:altro@example.invalid';
  const text = renderInvitation({
    ...invitation,
    summary: hostile,
    location: hostile,
    url: `https://meet.invalid/${hostile}`,
    organizer: { ...invitation.organizer, name: hostile },
  });
  expect(values(text, 'ATTENDEE')).toHaveLength(2);
});

test('an end that is not after the start, and a link that is none, are refused', () => {
  expect(() => renderInvitation({ ...invitation, end: invitation.start })).toThrow(RangeError);
  expect(() => renderInvitation({ ...invitation, end: Number.NaN })).toThrow(RangeError);
  expect(() => renderInvitation({ ...invitation, url: 'domani' })).toThrow('Invalid URL');
});
