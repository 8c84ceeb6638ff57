import { z } from 'zod';
import { SOURCES } from '../../domain/case/rules';
import { type CaseState, consentInForce } from '../../domain/case/state';
import { foldStream } from '../../journal/look';
import { run } from '../../journal/sql';
import { endpoint } from '../endpoint';
import { notFound, refusal } from '../errors';
import { byId } from '../input';
import { journalOf } from '../journal';
import { mayKnowPerson } from './person';
import { seesCase } from './visible';

/**
 * The sealed answers of the printed code a case was opened with, for the browser of whoever helps the person: it holds the
 * key, we do not. Only while a consent is in force, and until they have become the case's screening (DESIGN §3: no
 * answer linked to a person before a consent).
 */
export const showSealed = endpoint(
  {
    name: 'sealed',
    method: 'GET',
    path: '/cases/:id/sealed-answers',
    summary: "The encrypted answers of the case's printed code, to be opened in the browser with the rest of the code",
    status: 200,
    params: byId,
    answer: z.object({
      data: z.object({ versionId: z.int(), version: z.string(), ciphertext: z.string(), until: z.iso.datetime() }),
    }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'refused'],
  },
  async ({ strapi, params }, { actor }) => {
    const journal = journalOf(strapi);
    const state = (await foldStream(journal, `case/${params.id}`)).state as CaseState;
    if (!seesCase(actor, state)) throw notFound();
    if (!mayKnowPerson(actor, state)) throw refusal({ rule: 'not-yours', source: SOURCES.platform });
    if (!consentInForce(state)) throw refusal({ rule: 'no-consent', source: SOURCES.consent });
    if (state.screenings.some((one) => one.source === 'public-code')) {
      throw refusal({ rule: 'already-done', source: SOURCES.platform });
    }
    const { rows } = await run<{ versionId: number; version: string; ciphertext: string; until: Date }>(
      journal.db,
      `select s.version, s.ciphertext, s.until,
         (select max(v.id) from questionnaire_versions v where v.hash = s.version) as "versionId"
       from sealed_answers s where s.locator = ? and s.until > now()`,
      [state.locator ?? ''],
    );
    const [found] = rows;
    if (!found) throw notFound();
    return { data: { ...found, until: found.until.toISOString() } };
  },
);
