import { z } from 'zod';
import { scopeOf } from '../../domain/network/scope';
import { endpoint } from '../endpoint';
import { paging } from '../input';
import { pageOf, readPage } from '../page';
import { allOf, casesSeen, when } from '../scope';

const STATUSES = ['queued', 'sending', 'sent', 'failed', 'not-sent'] as const;
const instant = z.iso.datetime();
const mailRow = z.object({
  id: z.string(),
  case: z.object({ id: z.string(), code: z.string() }),
  template: z.string(),
  to: z.string().nullable(),
  status: z.enum(STATUSES),
  attempts: z.int(),
  queuedAt: instant,
  sentAt: instant.nullable(),
  errorCode: z.string().nullable(),
});

/** The mails owed by the cases a person sees; the failed ones are work for somebody, not a log line. */
export const listMails = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/mails',
    summary: 'Mails about the cases the person asking sees',
    status: 200,
    query: z.strictObject({ ...paging, status: z.enum(STATUSES).optional() }),
    answer: pageOf(mailRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) =>
    readPage<z.output<typeof mailRow>>(
      strapi.db.connection,
      {
        select: `m.document_id as id, json_build_object('id', c.document_id, 'code', c.code) as "case", m.template,
          u.full_name as "to", m.status, m.attempts, m.queued_at at time zone 'UTC' as "queuedAt",
          m.sent_at at time zone 'UTC' as "sentAt", m.error_code as "errorCode"`,
        from: `mails m join cases c on m.stream = 'case/' || c.document_id join up_users u on u.id = m.user_id`,
        where: allOf([casesSeen(scopeOf(actor)), when(query.status, 'm.status = ?')]),
        order: 'm.queued_at desc, m.id desc',
      },
      query,
    ),
);
