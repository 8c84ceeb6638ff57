import { questionnaireScenarios } from '../../database/seeds/reference/questionnaire-contents';
import { localDate } from '../../src/domain/calendar/rome';
import type { Answers } from '../../src/domain/questionnaire/answers';
import { compileForm, evaluate, type Form, type Result } from '../../src/domain/questionnaire/compile';
import { nextQuestion } from '../../src/domain/questionnaire/next-question';
import { locatorFrom, printCode, readCode } from '../../src/domain/questionnaire/printed-code';
import type { Snapshot } from '../../src/domain/questionnaire/snapshot';
import { open } from '../../web/src/seal/open';
import { seal } from '../../web/src/seal/seal';
import { Failure } from '../platform/failure';
import type { Client, Server } from './client';

/** A questionnaire answered, and what it pointed to. */
export interface Answered {
  readonly answers: Answers;
  readonly results: Readonly<Record<string, Result>>;
  /** How many questions were asked. */
  readonly asked: number;
}

/** Answers a questionnaire as a person of the scenarios would: only what is asked, in the order it is asked. */
export function answerAll(snapshot: Snapshot): Answered {
  const today = localDate(Date.now());
  const person = questionnaireScenarios
    .filter((one) => one.expected['ADI'] === 'indicated' && one.date <= today)
    .at(-1);
  if (!person)
    throw new Failure('No scenario of the questionnaire is of somebody whom the Assegno di inclusione may help.');
  const form: Form = compileForm(snapshot, today);
  let answers: Answers = {};
  let asked = 0;
  for (let next = nextQuestion(form, answers); next; next = nextQuestion(form, answers, next.section)) {
    const { code } = next.question;
    answers = { ...answers, [code]: person.answers[code] ?? { none: 'dont-know' } };
    asked += 1;
  }
  return { answers, results: evaluate(form, answers), asked };
}

/** What somebody takes to a site after the public questionnaire. */
export interface Taken extends Answered {
  /** The printed code: all that is left of it. */
  readonly code: string;
}

/**
 * The public way in, as a browser does it: read the questionnaire, answer it here, have it counted, seal the answers under a
 * key that only the printed code holds.
 */
export async function answerInPublic(server: Server): Promise<Taken> {
  const { version, snapshot } = await server.request<{ version: { hash: string }; snapshot: Snapshot }>(
    'GET',
    '/api/public/questionnaire?language=it',
  );
  const answered = answerAll(snapshot);
  const counted = { version: version.hash, territory: null, tag: null, results: answered.results };
  await server.request('POST', '/api/public/counters', { body: counted });
  const locator = locatorFrom(crypto.getRandomValues(new Uint8Array(5)));
  const key = crypto.getRandomValues(new Uint8Array(16));
  const date = localDate(Date.now());
  const ciphertext = await seal({ format: 1, version: version.hash, date, answers: answered.answers }, locator, key);
  await server.request('POST', '/api/public/sealed-answers', { body: { locator, version: version.hash, ciphertext } });
  return { ...answered, code: printCode({ locator, key }) };
}

/** The part of a printed code that finds the sealed answers. */
export function locatorIn(code: string): string {
  return partsOf(code).locator;
}

/** Opens, with the whole code, the sealed answers of a case; the version they were given under. */
export async function openTaken(
  operator: Client,
  caseId: string,
  code: string,
): Promise<{ readonly versionId: number; readonly answers: Answers }> {
  const { locator, key } = partsOf(code);
  const { data } = await operator.get<{ data: { versionId: number; ciphertext: string } }>(
    `/api/cases/${caseId}/sealed-answers`,
  );
  const { answers } = await open(data.ciphertext, locator, Uint8Array.from(key));
  return { versionId: data.versionId, answers };
}

function partsOf(code: string) {
  const parts = readCode(code);
  if (!parts) throw new Failure('The printed code cannot be read.');
  return parts;
}
