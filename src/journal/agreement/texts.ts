import type { Knex } from 'knex';
import type { AgreementText, ModelText } from '../../domain/agreement-text/types';
import type { DocumentHash } from '../../domain/evidence/checks';
import { getDocument } from '../documents';

async function parsed(db: Knex, hash: DocumentHash): Promise<unknown> {
  const found = await getDocument(db, hash);
  if (!found) throw new Error(`the document ${hash} is missing`);
  return JSON.parse(found.content.toString('utf8'));
}

/** A local agreement's text as it was saved. Throws when it is not there: what an entry cites always is. */
export async function readText(db: Knex, hash: DocumentHash): Promise<AgreementText> {
  return (await parsed(db, hash)) as AgreementText;
}

/** A model as it was when a draft was drawn from it. Throws when it is not there. */
export async function readModel(db: Knex, hash: DocumentHash): Promise<ModelText> {
  return (await parsed(db, hash)) as ModelText;
}
