import {
  consent,
  intervene,
  need,
  note,
  open,
  openPublic,
  pause,
  refuse,
  screen,
  skip,
  withdrawConsent,
} from '../lines';
import type { Story } from '../story';

const ADI = { ADI: 'indicated', AUU: 'not-known', AS: 'not-indicated' } as const;
const AS = { AS: 'indicated', ADI: 'not-known', BOL: 'indicated' } as const;
const UNKNOWN = { ADI: 'not-known', SFL: 'not-known' } as const;

/** Cases that were opened, or have their consent, or their questionnaire: due today, overdue, ahead, paused. */
export const BEGINNINGS: readonly Story[] = [
  { key: 'opened-ahead', place: 'porta-aperta-roma', lines: [open(2)] },
  { key: 'opened-today', place: 'porta-aperta-milano', lines: [openPublic(5)] },
  { key: 'opened-overdue', place: 'casa-comune-napoli', lines: [open(9)] },
  { key: 'opened-by-manager', place: 'volontari-bari', lines: [open(1, 'manager')] },
  { key: 'opened-refused', place: 'volontari-torino', lines: [open(3), refuse(3), need(2, 'housing')] },
  { key: 'consented-ahead', place: 'porta-aperta-roma', lines: [open(3), consent(3), note(2)] },
  { key: 'consented-today', place: 'porta-aperta-bologna', lines: [openPublic(5), consent(5)] },
  { key: 'consented-overdue', place: 'porta-aperta-catania', lines: [open(8), consent(7, 'representative')] },
  {
    key: 'consented-paused',
    place: 'volontari-torino',
    lines: [open(12), consent(12), need(12, 'documents'), pause(11, 'documents')],
  },
  { key: 'consented-pause-over', place: 'volontari-milano', lines: [open(26), consent(26), pause(24, 'person-away')] },
  {
    key: 'consented-withdrawn',
    place: 'volontari-bari',
    lines: [open(4), consent(4), withdrawConsent(2)],
  },
  { key: 'screened-ahead', place: 'porta-aperta-milano', lines: [open(6), consent(6), screen(6, ADI)] },
  {
    key: 'screened-today',
    place: 'casa-comune-roma',
    lines: [openPublic(10), consent(10), screen(10, AS, 'public-code')],
  },
  {
    key: 'screened-overdue',
    place: 'casa-comune-napoli',
    lines: [open(15), consent(14), skip(14, 'urgent'), need(14, 'health')],
  },
  {
    key: 'screened-public',
    place: 'volontari-bari',
    lines: [
      openPublic(4),
      consent(4),
      screen(4, UNKNOWN, 'public-code'),
      need(4, 'language'),
      intervene(3, 'information', 1),
    ],
  },
  {
    key: 'screened-left',
    place: 'casa-comune-roma',
    lines: [open(7, 'departed'), consent(7), screen(6, ADI)],
  },
];
