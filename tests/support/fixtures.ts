import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** The content a case needs beside its network; ids of rows. */
export interface Content {
  readonly consentId: number;
  readonly benefitId: number;
  readonly benefitCode: string;
  readonly questionnaireVersionId: number;
}

/** Finds the reference content the seeds brought, or what a test needs of it. Throws naming what is missing. */
export async function findContent(db: Knex): Promise<Content> {
  const today = new Date().toISOString().slice(0, 10);
  const inForce = (table: string) =>
    db(table)
      .where('valid_from', '<=', today)
      .where((query) => query.whereNull('valid_to').orWhere('valid_to', '>=', today));
  const consent = await inForce('privacy_notices').where({ kind: 'consent', language: 'it' }).first('id');
  const benefit = await inForce('benefits').first('id', 'code');
  const version = await db('questionnaire_versions').where({ status: 'published' }).first('id');
  if (!consent || !benefit || !version) throw new Error('the reference content is missing: did the seeds run?');
  return {
    consentId: consent.id,
    benefitId: benefit.id,
    benefitCode: benefit.code,
    questionnaireVersionId: version.id,
  };
}

/** A fresh opaque id for a case's stream. */
export function newStream(): string {
  return `case/${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 24)}`;
}
