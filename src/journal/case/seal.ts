import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { type CaseCommand, COMMAND_DATA, type CommandName } from '../../domain/case/commands';
import { SOURCES } from '../../domain/case/rules';
import { type CaseState, consentInForce } from '../../domain/case/state';
import type { Identity } from '../../domain/identity/person';
import { personalKind } from '../../domain/personal';
import type { Command } from '../../domain/process';
import { type HostContext, SealRefusal } from '../types';
import { seal } from '../vault/cipher';
import { createSealedStore } from '../vault/store';

/**
 * Replaces every personal field `x` of a command by `xRef`, the id of a row encrypted under the beneficiary's key, in the
 * transaction that decides the command: a refusal leaves nothing behind. Throws SealRefusal, Erased.
 */
export async function sealCommand(context: HostContext<CaseState>, command: Command): Promise<CaseCommand> {
  const schema = COMMAND_DATA[command.name as CommandName] as z.ZodObject;
  const data: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(command.data as Record<string, unknown>)) {
    const kind = personalKind(schema.shape[field]);
    if (kind === undefined || value === undefined) data[field] = value;
    else if (kind === 'beneficiary') data[`${field}Ref`] = await sealIdentity(context, value as Identity);
    else data[`${field}Ref`] = await sealText(context, field, kind, value);
  }
  return { name: command.name, data } as CaseCommand;
}

/**
 * Seals a text about the person. Before a consent there is nobody to seal it for; once the consent is withdrawn nothing
 * more is written about them, a reason for leaving no less than a note. Where the field is optional the step itself
 * stays possible without it: refusing never blocks help.
 */
async function sealText(context: HostContext<CaseState>, field: string, kind: string, value: unknown): Promise<string> {
  const { trx, vault, state } = context;
  if (state.beneficiaryId === null) throw new SealRefusal({ rule: 'no-person', source: SOURCES.consent, field });
  if (!consentInForce(state)) throw new SealRefusal({ rule: 'no-consent', source: SOURCES.consent, field });
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return createSealedStore(vault).sealValue(trx, state.beneficiaryId, kind, text);
}

/**
 * Seals the identity as it was typed with this consent: what a case shows of its person is what was recorded on it. Whose
 * key it is sealed under is worked out from the codice fiscale alone, which proves nothing of who is sitting there; what
 * another association recorded of the same person is neither shown nor overwritten.
 */
async function sealIdentity(context: HostContext<CaseState>, identity: Identity): Promise<string> {
  const { trx, vault, state } = context;
  const beneficiary =
    state.beneficiaryId === null
      ? await findOrCreate(context, identity)
      : await sameBeneficiary(context, state.beneficiaryId, identity);
  // A case is found by the surname it shows, not by what somebody else once typed for the same codice fiscale.
  const family_name_index = vault.index('family-name', identity.familyName);
  await trx('cases').where({ document_id: state.id }).update({ family_name_index });
  return createSealedStore(vault).sealValue(trx, beneficiary, 'identity', JSON.stringify(identity));
}

/** The columns of a beneficiary's row that hold ciphertext, by field of the identity. */
const IDENTITY_COLUMNS: { readonly [F in keyof Identity]-?: string } = {
  givenName: 'given_name',
  familyName: 'family_name',
  fiscalCode: 'fiscal_code',
  birthDate: 'birth_date',
  phone: 'phone',
  email: 'email',
  address: 'address',
};

/** What a beneficiary's ciphertext is bound to: the person and the column. */
const identityPlace = (beneficiary: string, column: string): string => `beneficiary\0${beneficiary}\0${column}`;

/** The person a first consent names: found by codice fiscale, or written anew. */
async function findOrCreate(context: HostContext<CaseState>, identity: Identity): Promise<string> {
  const { trx, vault, state, now } = context;
  const codeIndex = identity.fiscalCode ? vault.index('fiscal-code', identity.fiscalCode) : null;
  if (codeIndex) {
    const known = await findBeneficiary(trx, codeIndex);
    if (known) return known;
  }
  const id = randomUUID().replaceAll('-', '').slice(0, 24);
  const key = await createSealedStore(vault).beneficiaryKey(trx, id, { create: true });
  const sealed: Record<string, string> = {};
  for (const [field, column] of Object.entries(IDENTITY_COLUMNS)) {
    const value = identity[field as keyof Identity];
    if (value !== undefined) sealed[column] = seal(key, value, identityPlace(id, column));
  }
  const at = new Date(now);
  await trx('beneficiaries').insert({
    document_id: id,
    ...sealed,
    fiscal_code_index: codeIndex,
    territory_id: state.territoryId,
    created_at: at,
    updated_at: at,
    published_at: at,
  });
  return id;
}

/**
 * The person a case is already about: a later consent never hands it to somebody else. A codice fiscale that was missing
 * is added; one that is another's is refused as `other-person`.
 */
async function sameBeneficiary(
  { trx, vault, now }: HostContext<CaseState>,
  id: string,
  { fiscalCode }: Identity,
): Promise<string> {
  if (fiscalCode === undefined) return id;
  const codeIndex = vault.index('fiscal-code', fiscalCode);
  // A row without a code is this case's alone, whose stream is locked; one with a code keeps it.
  const row = await trx('beneficiaries')
    .where({ document_id: id })
    .whereNull('erased_at')
    .first<{ fiscal_code_index: string | null } | undefined>('fiscal_code_index');
  if (!row || row.fiscal_code_index === codeIndex) return id;
  if (row.fiscal_code_index !== null || (await findBeneficiary(trx, codeIndex))) {
    throw new SealRefusal({ rule: 'other-person', source: SOURCES.consent, field: 'beneficiary.fiscalCode' });
  }
  const key = await createSealedStore(vault).beneficiaryKey(trx, id);
  const column = IDENTITY_COLUMNS.fiscalCode;
  await trx('beneficiaries')
    .where({ document_id: id })
    .update({
      [column]: seal(key, fiscalCode, identityPlace(id, column)),
      fiscal_code_index: codeIndex,
      updated_at: new Date(now),
    });
  return id;
}

async function findBeneficiary(trx: Knex, codeIndex: string): Promise<string | undefined> {
  const row = await trx('beneficiaries')
    .where({ fiscal_code_index: codeIndex })
    .whereNull('erased_at')
    .first<{ document_id: string } | undefined>('document_id');
  return row?.document_id;
}
