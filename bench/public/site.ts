import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { readServerSettings } from '../../config/settings';
import { questionnaireContents } from '../../database/seeds/reference/questionnaire-contents';
import { Children } from '../../scripts/platform/child';
import { platformEnvironment } from '../../scripts/platform/environment';
import { once } from '../../scripts/platform/interrupt';
import { serverPart } from '../../scripts/platform/parts';
import { dataFolder } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import { canonicalJson } from '../../src/domain/canonical-json';
import { freeze } from '../../src/domain/questionnaire/freeze';
import { openDatabase } from '../../src/worker/adapters/database';
import type { Ground } from '../journey/ground';
import { environmentOf } from '../journey/stage';

/** The compiled server, as in production, with the questionnaire published. */
export interface Site {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts it on a database of its own. It stands alone: nothing the public pages ask for reaches the worker, Temporal or a
 * mail server, so nobody listens where those should be.
 */
export async function openSite(ground: Ground, onStoppable: (stop: Site['stop']) => void): Promise<Site> {
  const children = new Children();
  const stop = once(() => children.stopAll());
  onStoppable(stop);
  const databaseUrl = await ground.createDatabase('public');
  const [port = 0, workerPort = 0, temporalPort = 0, smtpPort = 0] = await freePorts(4);
  const smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
  const env = environmentOf({ databaseUrl, smtpUrl, port, workerPort, temporalPort });
  const environment = { ...platformEnvironment(env), env };
  const folder = dataFolder(join(ground.folder.root, 'public'));
  await serverPart({ environment, settings: readServerSettings(env), folder, dist: ground.dist }).start(children);
  const db = openDatabase(databaseUrl);
  await publish(db).finally(() => db.destroy());
  return { port, stop };
}

/** Publishes what the platform is born with, unless the server's own seeds did. */
async function publish(db: Knex): Promise<void> {
  const isThere = await db('questionnaire_versions').whereRaw("status = 'published' and snapshot ->> 'format' = '1'");
  if (isThere.length > 0) return;
  const snapshot = freeze(questionnaireContents);
  const now = new Date();
  const { id } = await db('questionnaires').first('id');
  await db('questionnaire_versions').insert({
    document_id: 'bench-version',
    questionnaire_id: id,
    number: 900,
    status: 'published',
    snapshot: JSON.stringify(snapshot),
    hash: createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
    frozen_at: now,
    created_at: now,
    updated_at: now,
    published_at: now,
  });
}
