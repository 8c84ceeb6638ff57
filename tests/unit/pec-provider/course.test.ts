import { course, type Delivery, refusal } from '../../../pec-provider/course';
import type { Submission } from '../../../pec-provider/submission';
import { EVERYBODY, type SomeSwitches, SwitchBoard } from '../../../pec-provider/switches';
import { submission } from './fixtures';

const [anci, caritas] = ['anci@pec.anci.example', 'caritas@pec.caritas.example'];

/** `seconds: what → mailbox` for each delivery, in order. */
function told(switches: Record<string, SomeSwitches> = {}, given: Submission = submission): string[] {
  const board = new SwitchBoard();
  for (const [who, some] of Object.entries(switches)) board.put(who, some);
  return course(given, (recipient) => board.of(recipient)).map(line);
}

function line({ after, write, foreign, twice }: Delivery): string {
  const { data, mailbox } = write(submission.at);
  const marks = `${foreign ? ' foreign' : ''}${twice ? ' twice' : ''}`;
  return `${after}: ${data?.type}${data?.recipient ? ` of ${data.recipient}` : ''} → ${mailbox}${marks}`;
}

const { sender } = submission;
const toAnci = { ...submission, recipients: submission.recipients.slice(0, 1) };

test('at rest: accepted, then for each recipient the envelope and its delivery', () => {
  expect(told()).toEqual([
    `0: accettazione → ${sender}`,
    `0: posta-certificata → ${anci}`,
    `0: avvenuta-consegna of ${anci} → ${sender}`,
    `0: posta-certificata → ${caritas}`,
    `0: avvenuta-consegna of ${caritas} → ${sender}`,
  ]);
});

test.each<[SomeSwitches, string[]]>([
  [{ outcome: 'fail' }, ['0: accettazione', `0: errore-consegna of ${anci}`]],
  [{ outcome: 'virus' }, ['0: accettazione', `0: rilevazione-virus of ${anci}`, `0: errore-consegna of ${anci}`]],
  [{ outcome: 'lost' }, ['0: accettazione']],
  [{ outcome: 'lost', warn: true }, ['0: accettazione', `0: preavviso-errore-consegna of ${anci}`]],
  [
    { outcome: 'fail', warn: true, delay: 2, late: 40 },
    ['2: accettazione', `2: preavviso-errore-consegna of ${anci}`, `42: errore-consegna of ${anci}`],
  ],
])('%j', (switches, receipts) => {
  expect(told({ [anci]: switches }, toAnci)).toEqual(receipts.map((one) => `${one} → ${sender}`));
});

test('silent: it arrives and nothing comes back, unless for somebody else', () => {
  expect(told({ [anci]: { outcome: 'silent' } }, toAnci)).toEqual([`0: posta-certificata → ${anci}`]);
  expect(told({ [anci]: { outcome: 'silent' } })).toEqual([
    `0: accettazione → ${sender}`,
    `0: posta-certificata → ${anci}`,
    `0: posta-certificata → ${caritas}`,
    `0: avvenuta-consegna of ${caritas} → ${sender}`,
  ]);
});

test('out of order, taken in charge, foreign, twice and late, each where it is set', () => {
  const switches = {
    [EVERYBODY]: { outOfOrder: true, takingCharge: true },
    [caritas]: { outOfOrder: true, foreignSignature: true, duplicate: true, late: 5 },
  };
  expect(told(switches)).toEqual([
    `0: presa-in-carico of ${anci} → ${sender}`,
    `0: posta-certificata → ${anci}`,
    `0: avvenuta-consegna of ${anci} → ${sender}`,
    `0: presa-in-carico of ${caritas} → ${sender} foreign twice`,
    `5: posta-certificata → ${caritas} foreign twice`,
    `5: avvenuta-consegna of ${caritas} → ${sender} foreign twice`,
    `5: accettazione → ${sender} foreign twice`,
  ]);
});

test('a mailbox that is not there fails, and from ordinary mail nothing comes back', () => {
  const recipients = [
    { address: 'nessuno@pec.inps.example', as: 'to', type: 'certificato' },
    { address: 'tizio@posta.example', as: 'to', type: 'esterno' },
  ] as const;
  expect(told({}, { ...submission, recipients })).toEqual([
    `0: accettazione → ${sender}`,
    `0: errore-consegna of nessuno@pec.inps.example → ${sender}`,
    `0: posta-certificata → tizio@posta.example`,
  ]);
});

test('a refusal is one notice with its reason, as late and as foreign as its switches say', () => {
  const board = new SwitchBoard();
  board.put(anci, { refuse: true, delay: 3, foreignSignature: true });
  const [only, ...more] = refusal(submission, 'troppo grande', [board.of(anci), board.of(caritas)]);
  expect(more).toEqual([]);
  expect(line(only as Delivery)).toBe(`3: non-accettazione → ${sender} foreign`);
  expect((only as Delivery).write(submission.at).data).toMatchObject({ error: 'altro', explanation: 'troppo grande' });
});

test('switches are checked, a recipient’s own win, and all can be put at rest', () => {
  const board = new SwitchBoard();
  expect(() => board.put(anci, { outcome: 'explode' })).toThrow();
  expect(() => board.put(anci, { lateness: 3 })).toThrow();
  board.put(EVERYBODY, { warn: true, late: 10 });
  board.put(anci, { late: 1 });
  expect(board.of(anci)).toMatchObject({ warn: true, late: 1, outcome: 'deliver' });
  expect(board.of(caritas)).toMatchObject({ warn: true, late: 10 });
  board.reset();
  expect(board.all()).toEqual({});
  expect(board.of(anci)).toMatchObject({ warn: false, late: 0 });
});
