import {
  book,
  consent,
  drop,
  hold,
  open,
  openPublic,
  outcome,
  pause,
  prepare,
  proxy,
  refuse,
  review,
  screen,
  submit,
  tick,
} from '../lines';
import type { Line, Story } from '../story';

const RESULTS = { ADI: 'indicated', AUU: 'indicated', AS: 'not-indicated', BOL: 'indicated' } as const;

/** From the opening to a consult held two days later. */
const heard = (ago: number): readonly Line[] => [
  open(ago + 2),
  consent(ago + 2),
  screen(ago + 2, RESULTS),
  book(ago + 1, ago),
  hold(ago),
];
/** The same, up to a claim filed. */
const filed = (ago: number, code: string): readonly Line[] => [
  ...heard(ago + 4),
  prepare(ago + 3, code),
  tick(ago + 2, 1, 'identity'),
  tick(ago + 2, 1, 'residence'),
  submit(ago),
];

/** Cases with a claim: in preparation, filed, under review, decided. */
export const CLAIMS: readonly Story[] = [
  {
    key: 'preparing-ahead',
    place: 'porta-aperta-roma',
    lines: [...heard(8), prepare(7, 'ADI'), tick(6, 1, 'isee'), tick(6, 1, 'identity')],
  },
  {
    key: 'preparing-two',
    place: 'volontari-milano',
    lines: [...heard(22), prepare(20, 'ADI'), prepare(20, 'AUU'), tick(12, 2, 'iban')],
  },
  { key: 'preparing-overdue', place: 'porta-aperta-catania', lines: [...heard(27), prepare(24, 'INV_74')] },
  {
    key: 'preparing-paused',
    place: 'volontari-bari',
    lines: [...heard(17), prepare(15, 'ADI'), pause(12, 'other-office')],
  },
  { key: 'preparing-unasked', place: 'casa-comune-roma', lines: [open(6), refuse(6), prepare(5, 'AS')] },
  {
    key: 'preparing-proxy',
    place: 'casa-comune-napoli',
    lines: [
      open(5),
      consent(5, 'representative'),
      proxy(5, 'patronato'),
      prepare(3, 'INV_ACC'),
      prepare(3, 'RDL'),
      drop(2, 2),
    ],
  },
  { key: 'filed-ahead', place: 'porta-aperta-roma', lines: filed(10, 'ADI') },
  { key: 'filed-outcome-today', place: 'volontari-torino', lines: filed(40, 'AS') },
  { key: 'filed-silent', place: 'porta-aperta-milano', lines: filed(46, 'INV_100') },
  {
    key: 'filed-review',
    place: 'casa-comune-napoli',
    lines: [...filed(90, 'ADI'), outcome(50, 'refused'), review(45, 'riesame')],
  },
  {
    key: 'filed-two',
    place: 'porta-aperta-bologna',
    lines: [...filed(30, 'AUU'), prepare(25, 'ADI'), submit(20, 2, 'patronato'), outcome(10, 'granted', 175.5)],
  },
  { key: 'filed-overdue', place: 'volontari-bari', lines: filed(61, 'NIDO') },
  { key: 'decided-ahead', place: 'porta-aperta-roma', lines: [...filed(38, 'ADI'), outcome(5, 'granted', 480)] },
  {
    key: 'decided-partly',
    place: 'porta-aperta-catania',
    lines: [...filed(44, 'INV_74'), outcome(10, 'partly-granted', 210.4)],
  },
  { key: 'decided-refused', place: 'volontari-torino', lines: [...filed(48, 'SFL'), outcome(20, 'refused')] },
  {
    key: 'decided-closing',
    place: 'volontari-milano',
    lines: [
      openPublic(62),
      consent(62),
      screen(62, RESULTS, 'public-code'),
      prepare(60, 'AUU'),
      submit(55, 1, 'person'),
      outcome(26, 'granted', 233),
    ],
  },
];
