import {
  book,
  cancel,
  consent,
  hold,
  miss,
  need,
  open,
  openPublic,
  postpone,
  refuse,
  request,
  screen,
  skip,
} from '../lines';
import type { Line, Story } from '../story';

const RESULTS = { ADI: 'indicated', INV_74: 'not-known', BOL: 'indicated' } as const;

/** From the opening to the questionnaire, on one day. */
const screened = (ago: number): readonly Line[] => [open(ago), consent(ago), screen(ago, RESULTS)];

/** Cases that ask for a consult, have one in the diary, or had it. */
export const CONSULTS: readonly Story[] = [
  { key: 'requested-ahead', place: 'porta-aperta-roma', lines: [...screened(4), request(3)] },
  { key: 'requested-today', place: 'volontari-torino', lines: [...screened(7), request(5, 'ar')] },
  {
    key: 'requested-overdue',
    place: 'porta-aperta-catania',
    lines: [open(12), consent(12), skip(12, 'already-known'), request(8)],
  },
  {
    key: 'requested-no-show',
    place: 'porta-aperta-bologna',
    lines: [...screened(11), request(10), book(9, 5), miss(5)],
  },
  {
    key: 'requested-cancelled',
    place: 'porta-aperta-milano',
    lines: [...screened(8), book(7, -1), cancel(2)],
  },
  { key: 'requested-refused', place: 'casa-comune-napoli', lines: [open(6), refuse(6), request(4)] },
  { key: 'booked-tomorrow', place: 'porta-aperta-roma', lines: [...screened(5), request(4), book(3, -1)] },
  {
    key: 'booked-interpreter',
    place: 'casa-comune-roma',
    lines: [openPublic(6), consent(6), screen(6, RESULTS, 'public-code'), request(5, 'bn'), book(2, -4, 'referent')],
  },
  {
    key: 'booked-postponed',
    place: 'porta-aperta-milano',
    lines: [...screened(9), request(8), book(6, -2), postpone(3, -6)],
  },
  { key: 'booked-unsaid', place: 'volontari-bari', lines: [...screened(12), request(11), book(8, 3)] },
  { key: 'booked-far', place: 'porta-aperta-catania', lines: [...screened(3), request(2), book(1, -9)] },
  {
    key: 'held-ahead',
    place: 'porta-aperta-roma',
    lines: [...screened(12), request(11), book(9, 6), hold(6), need(6, 'income')],
  },
  { key: 'held-today', place: 'casa-comune-napoli', lines: [...screened(16), request(14), book(13, 10), hold(10)] },
  {
    key: 'held-overdue',
    place: 'porta-aperta-bologna',
    lines: [...screened(20), request(18), book(17, 13), hold(13, 'referent')],
  },
  {
    key: 'held-second-time',
    place: 'volontari-torino',
    lines: [...screened(18), request(17), book(15, 11), miss(11), book(8, 3), hold(3)],
  },
];
