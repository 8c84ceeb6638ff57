import type { Knex } from 'knex';
import { catchUp } from '../../database/seeds/catch-up';
import { ensureModel } from '../../database/seeds/reference/models';
import { hourOf, type Told, tellStream } from '../../database/seeds/telling';
import type { AgreementState } from '../../src/domain/agreement/state';
import type { ModelText } from '../../src/domain/agreement-text/types';
import { DAY, localDate } from '../../src/domain/calendar/rome';
import type { FrameworkState } from '../../src/domain/framework/state';
import type { Person } from '../../src/domain/network/actor';
import { printableAgreement, registerPrinted } from '../../src/journal/agreement/printed';
import { sha } from './agreement/texts';
import { plainJournal } from './tell';

/** Between whom an agreement is made, and who gives its commands. */
export interface Between {
  readonly label: string;
  readonly structureId: number;
  /** Who signs it with the structure. */
  readonly with: { readonly kind: 'municipality' | 'association'; readonly id: number };
  readonly structure: Person;
  readonly directorate: Person;
}

/** How long the agreement has been in force, in days. */
const AGE = 200;
const CLAUSE = { heading: 'Prova', body: 'Si collabora con {{firmatari}}.', commitments: [] };
const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;

/**
 * An agreement in force between a structure and another, under a framework of its own: told by commands as people give
 * them, with an invented print and examination, and nothing left to follow for months.
 */
export async function makeAgreement(db: Knex, between: Between): Promise<void> {
  const journal = plainJournal(db);
  const day = (ago: number): string => localDate(Date.now() - ago * DAY);
  const code = `accordo-di-prova-${between.label}`;
  await tellStream(journal, `framework/${code}`, await frameworkLines(db, between, code, day(AGE + 30)));
  const { id: frameworkId } = await db('framework_agreements').where({ code }).first('id');
  const model: ModelText = {
    format: 1,
    framework: code,
    title: 'Modello di prova',
    clauses: [{ key: 'oggetto', ...CLAUSE }],
    variables: [],
    terms: {},
  };
  await db.transaction((trx) => ensureModel(trx, frameworkId, model));
  const stream = `agreement/prova-${between.label}`;
  await tellStream(journal, stream, agreementLines(db, between, frameworkId, model, day));
  await catchUp(journal, stream, Date.now());
}

async function frameworkLines(db: Knex, between: Between, code: string, on: string): Promise<readonly Told[]> {
  const by = between.directorate;
  const partyIds: number[] = await db('parties').whereIn('code', ['inps', 'anci']).orderBy('id').pluck('id');
  const told = (key: string, hour: number, name: string, data: object): Told => ({
    key,
    at: hourOf(on, hour),
    by,
    command: () => ({ name, data }),
  });
  const open = {
    code,
    title: `Accordo quadro di prova ${between.label}`,
    resolution: 'Deliberazione di prova',
    partyIds,
  };
  const table = (state: unknown, index: number) =>
    (state as FrameworkState).dispatches['table-1']?.recipients[index]?.key ?? '';
  return [
    told('open', 8, 'open-framework', open),
    ...partyIds.map((id) => told(`party-${id}`, 9, 'record-party-signature', { party: `party/${id}`, signedOn: on })),
    ...partyIds.map(
      (_id, index): Told => ({
        key: `table-${index}`,
        at: hourOf(on, 10),
        by,
        command: (state) => ({
          name: 'acknowledge-dispatch',
          data: { dispatch: 'table-1', recipient: table(state, index) },
        }),
      }),
    ),
  ];
}

function agreementLines(
  db: Knex,
  { label, structureId, with: other, structure, directorate }: Between,
  frameworkId: number,
  model: ModelText,
  day: (ago: number) => string,
): readonly Told[] {
  const protocol = `PROVA.${label}.1`;
  const line = (ago: number, hour: number, name: string, command: Told['command'] | object): Told => ({
    key: `${name}-${hour}`,
    at: hourOf(day(ago), hour),
    by: name === 'confirm-transmission' ? directorate : structure,
    command: typeof command === 'function' ? (command as Told['command']) : () => ({ name, data: command }),
  });
  const inRegister = (recipient: string) => ({
    dispatch: 'transmission-1',
    recipient,
    protocol: `PROVA.${recipient}.1`,
    on: day(AGE - 1),
  });
  return [
    line(AGE + 2, 8, 'open-agreement', { frameworkId, structureId }),
    line(AGE + 2, 9, 'save-text', { draft: { signatories: [other], variables: {}, clauses: model.clauses } }),
    line(AGE + 2, 10, 'submit', {}),
    line(AGE + 1, 8, 'open-signing', async (state) => {
      const text = await printableAgreement(db, state as AgreementState, protocol);
      if (text) await registerPrinted(db, text, Buffer.from(`%PDF di prova ${label}`));
      return { name: 'open-signing', data: { mode: 'parallel', protocol } };
    }),
    line(AGE, 8, 'record-signature', (state) => {
      const { document } = (state as AgreementState).signing ?? { document: '' };
      const keys = [`structure/${structureId}`, `${other.kind}/${other.id}`];
      const signatureIds = keys.map((key) => sha(`signature of ${key}`));
      const examined = { document, report: document, of: document, signatures: keys.map(() => PASSED), signatureIds };
      return { name: 'record-signature', data: { signatories: keys, signedOn: day(AGE), ...examined } };
    }),
    line(AGE - 1, 8, 'record-protocol', inRegister('central')),
    line(AGE - 1, 9, 'record-protocol', inRegister('communication')),
    line(AGE - 2, 8, 'confirm-transmission', {}),
  ];
}
