import {
  accept,
  book,
  consent,
  decline,
  finish,
  hold,
  intervene,
  need,
  open,
  openPublic,
  outcome,
  prepare,
  reassign,
  refer,
  request,
  screen,
  submit,
  withdrawConsent,
} from '../lines';
import type { Line, Story } from '../story';

const RESULTS = { ADI: 'not-known', CA: 'indicated', BOL: 'not-indicated' } as const;

const screened = (ago: number): readonly Line[] => [open(ago), consent(ago), screen(ago, RESULTS)];
const heard = (ago: number): readonly Line[] => [...screened(ago + 3), book(ago + 2, ago), hold(ago)];
/** With a claim granted, eighty working days and more after the beginning. */
const granted = (ago: number): readonly Line[] => [
  ...heard(ago + 40),
  prepare(ago + 38, 'CA'),
  submit(ago + 33),
  outcome(ago, 'granted', 40),
];

/** Cases that ended in each of the ways there are, were taken up again, or changed hands. */
export const ENDINGS: readonly Story[] = [
  { key: 'closed-by-hand', place: 'casa-comune-roma', lines: [...granted(40), finish(30, 'close')] },
  { key: 'closed-by-time', place: 'casa-comune-napoli', lines: granted(45) },
  { key: 'lapsed', place: 'porta-aperta-roma', lines: [open(76), consent(75)] },
  { key: 'lapsed-public', place: 'porta-aperta-bologna', lines: [openPublic(70)] },
  { key: 'withdrawn', place: 'porta-aperta-milano', lines: [...screened(9), finish(4, 'withdraw')] },
  {
    key: 'withdrawn-consent',
    place: 'volontari-bari',
    lines: [...screened(16), withdrawConsent(13), finish(13, 'withdraw')],
  },
  {
    key: 'resolved',
    place: 'volontari-torino',
    lines: [...heard(14), need(14, 'housing'), intervene(13, 'residence', 1), finish(12, 'resolve-without-claim')],
  },
  {
    key: 'resolved-public',
    place: 'porta-aperta-catania',
    lines: [
      openPublic(21),
      consent(21),
      need(21, 'documents'),
      intervene(19, 'isee', 1),
      finish(18, 'resolve-without-claim'),
    ],
  },
  { key: 'no-claim', place: 'casa-comune-napoli', lines: [...heard(9), finish(7, 'choose-no-claim')] },
  {
    key: 'no-claim-booked',
    place: 'casa-comune-roma',
    lines: [...screened(6), request(5), book(4, -3), finish(1, 'choose-no-claim')],
  },
  {
    key: 'reopened',
    place: 'porta-aperta-roma',
    lines: [open(85), consent(85), finish(6, 'reopen')],
  },
  { key: 'referred-ahead', place: 'porta-aperta-roma', lines: [...screened(5), refer(2, 'porta-aperta-milano')] },
  { key: 'referred-today', place: 'casa-comune-napoli', lines: [...screened(6), refer(3, 'volontari-bari')] },
  {
    key: 'referred-accepted',
    place: 'volontari-torino',
    lines: [...screened(12), refer(9, 'porta-aperta-bologna'), accept(8), request(4)],
  },
  {
    key: 'referred-declined',
    place: 'porta-aperta-bologna',
    lines: [...screened(10), refer(8, 'volontari-torino'), decline(6)],
  },
  { key: 'referred-unanswered', place: 'porta-aperta-catania', lines: [...screened(15), refer(12, 'volontari-bari')] },
  { key: 'reassigned', place: 'porta-aperta-milano', lines: [...screened(4), reassign(3)] },
];
