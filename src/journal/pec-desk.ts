import type { Knex } from 'knex';
import type { Checks, DocumentHash } from '../domain/evidence/checks';
import type { IncomingStanding, PecKind } from './pec';
import { run } from './sql';

/** A message that came in, as people see it; its bytes are `getDocument(document)`. */
export interface IncomingMessage {
  readonly id: number;
  readonly mailbox: string;
  readonly messageId: string;
  readonly kind: PecKind;
  readonly standing: IncomingStanding;
  readonly reason: string;
  readonly sender: string;
  readonly checks: Checks | null;
  readonly stream: string | null;
  readonly dispatch: string | null;
  readonly document: DocumentHash;
  readonly seenAt: Date;
}

const COLUMNS = `id::integer as id, mailbox, message_id as "messageId", kind, standing, reason, sender, checks, stream,
  dispatch, document, seen_at as "seenAt"`;

/** One message that came in, or null. */
export async function findIncoming(db: Knex, id: number): Promise<IncomingMessage | null> {
  const { rows } = await run<IncomingMessage>(
    db,
    `select ${COLUMNS} from pec_message where direction = 'in' and id = ?`,
    [id],
  );
  return rows[0] ?? null;
}

/** A person looked at it and nothing has to be done: true if it was waiting for that. Its bytes and its reason stay. */
export async function dismissIncoming(db: Knex, id: number): Promise<boolean> {
  const { rowCount } = await run(
    db,
    `update pec_message set standing = 'dismissed'
     where id = ? and direction = 'in' and standing in ('unmatched', 'quarantined') and reason <> 'being-filed'`,
    [id],
  );
  return rowCount > 0;
}

/** The process a message was proposed to has said what it is: that is where it stands. Nothing changes for any other message. */
export async function settleIncoming(
  db: Knex,
  { id, stream, standing }: { readonly id: number; readonly stream: string; readonly standing: 'filed' | 'dismissed' },
): Promise<void> {
  await run(
    db,
    `update pec_message set standing = ? where id = ? and direction = 'in' and stream = ? and standing = 'proposed'`,
    [standing, id, stream],
  );
}
