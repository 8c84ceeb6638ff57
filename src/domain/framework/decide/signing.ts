import { localDate } from '../../calendar/rome';
import { yearsAfter } from '../../calendar/years';
import { tellTable, untold } from './messages';
import { fact, type Handler, happened, refused } from './outcome';

/** A framework agreement to be signed: INPS and at least one other Party, each once. */
export const openFramework: Handler<'open-framework'> = ({ command, data, facts }) => {
  const { code, title, resolution, partyIds } = data;
  if (facts.codeUsed) return refused(command, 'code-used', 'code', 'platform');
  const named = facts.parties.filter((party) => partyIds.includes(party.id));
  const own = named.filter((party) => party.own);
  if (named.length !== partyIds.length || own.length !== 1) return refused(command, 'parties', 'partyIds');
  const parties = named.map(({ key, id, name, own: ours }) => ({ key, id, name, own: ours }));
  return happened([fact('framework-opened', { code, title, resolution, parties })]);
};

/**
 * The day a Party signed. With the last one the agreement is in force, from that day (message of 2021: "durata annuale a
 * decorrere dalla data di sottoscrizione"), to the corresponding day, included (art. 2963 c.c.), for as long as the term
 * policy of that day says.
 */
export const recordPartySignature: Handler<'record-party-signature'> = ({ command, state, data, facts, now }) => {
  const { party, signedOn } = data;
  const signer = state.parties.find((one) => one.key === party);
  if (!signer) return refused(command, 'unknown', 'party', 'parties');
  if (signer.signedOn !== null) return refused(command, 'already-done', 'party', 'platform');
  if (signedOn > localDate(now)) return refused(command, 'future', 'signedOn', 'platform');
  const signature = fact('party-signed', { party, signedOn });
  const others = state.parties.filter((one) => one !== signer).map((one) => one.signedOn);
  if (others.includes(null)) return happened([signature]);
  const startsOn = [...others, signedOn].sort().at(-1) ?? signedOn;
  const { policy } = facts;
  if (!policy) return refused(command, 'no-term-policy', 'signedOn');
  const endsOn = yearsAfter(startsOn, policy.termYears);
  const inForce = fact('framework-in-force', { signedOn: startsOn, startsOn, endsOn, policy });
  return happened(
    [signature, inForce, ...tellTable(state, facts, { template: 'framework-told', variables: { startsOn, endsOn } })],
    untold(state, facts),
  );
};
