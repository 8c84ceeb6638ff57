import { DateTime } from 'luxon';
import { ROME } from '../../src/domain/calendar/rome';
import { isMessageKey, message } from '../../src/domain/messages/message';
import { layOut, type Section } from '../platform/table';
import type { Report } from './report';

/** A report as a person reads it: the timeline, the mails as they arrived, the workflow, and what is missing. */
export function printed(report: Report, missing: readonly string[]): string {
  const { id, code, stage } = report.case;
  const ending =
    missing.length === 0
      ? 'The journey is whole: every stage, every mail, and a workflow that finished.'
      : `Missing:\n${missing.map((one) => `  - ${one}`).join('\n')}`;
  const sections = [timeline(report), mails(report), workflow(report)];
  return `\nCase ${code} (${id}), now ${stage}\n\n${layOut(sections)}\n\n${ending}`;
}

function timeline({ timeline: lines }: Report): Section {
  return {
    title: 'Timeline (when, stage entered, what happened, who acted)',
    rows: lines.map(({ at, stage, label, type, by }) => [
      time(at),
      stage ?? '',
      isMessageKey(label) ? message('en', label) : type,
      by ?? 'the platform',
    ]),
  };
}

function mails({ mails: owed, inbox }: Report): Section {
  if (inbox === null) {
    return {
      title: 'Mails, as the platform logged them (their server is not ours: what arrived cannot be seen)',
      rows: owed.map(({ template, to, status }) => [template, to ?? '', status]),
    };
  }
  return {
    title: 'Mails, as they arrived (when, to, subject)',
    rows: inbox.map(({ at, to, subject, invitation }) => [
      time(at),
      to,
      subject,
      ...(invitation ? ['with an invitation'] : []),
    ]),
  };
}

function workflow({ workflow: one }: Report): Section {
  const rows = one === null ? [['none']] : [[one.id, one.status, `${one.events} events`, `run ${one.runId}`]];
  return { title: 'Workflow', rows };
}

const time = (at: string): string => DateTime.fromISO(at, { zone: ROME }).toFormat('HH:mm:ss.SSS');
