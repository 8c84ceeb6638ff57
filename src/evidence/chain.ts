import {
  type BasicOCSPResponse,
  type Certificate,
  CertificateChainValidationEngine,
  type CertificateRevocationList,
} from 'pkijs';
import type { Check } from '../domain/evidence/checks';
import { derOf, inForce } from './certificate';

/** What came along to say whether certificates were revoked. */
export interface RevocationEvidence {
  readonly lists: readonly CertificateRevocationList[];
  readonly answers: readonly BasicOCSPResponse[];
}

/** Certificates of a message may name each other as issuers in a circle: so many steps and no more (a rule of our own). */
const STEPS = 40;

/**
 * The way from a certificate to one of the store at a time (milliseconds), the certificate itself first and the store's
 * last; null when there is none (RFC 5280 §6.1, by pkijs). Throws nothing.
 */
export async function chainOf(
  certificate: Certificate,
  others: readonly Certificate[],
  trusted: readonly Certificate[],
  at: number,
): Promise<readonly Certificate[] | null> {
  if (isOneOf(certificate, trusted)) return inForce(certificate, at) ? [certificate] : null;
  let steps = 0;
  const validation = new CertificateChainValidationEngine({
    trustedCerts: [...trusted],
    // pkijs takes the last one as the one to judge, once it has left out what is there twice.
    certs: [...others.filter((other) => !isOneOf(other, [certificate, ...trusted])), certificate],
    checkDate: new Date(at),
    findIssuer: async (child, self, crypto) => {
      steps += 1;
      if (steps > STEPS) throw new RangeError('too many steps');
      const issuers = await self.defaultFindIssuer(child, self, crypto);
      // pkijs gives up when any of several ways ends nowhere, so one that ends in the store is taken at once.
      const anchor = issuers.find((issuer) => isOneOf(issuer, trusted) && inForce(issuer, at));
      return anchor === undefined ? issuers : [anchor];
    },
  });
  try {
    const { result, certificatePath } = await validation.verify();
    return result && certificatePath !== undefined ? certificatePath : null;
  } catch {
    return null;
  }
}

/**
 * Whether what came along says that no certificate of the way (but the store's) was revoked. `failed` as soon as one is
 * said revoked, whenever that was: without proof of the time of signing, the earlier date helps nobody (a rule of our
 * own). `not-checked` when there is nothing that can be trusted and was current at the time.
 */
export async function revocationOf(
  chain: readonly Certificate[],
  evidence: RevocationEvidence,
  trusted: readonly Certificate[],
  at: number,
): Promise<Check> {
  const states: Check[] = [];
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    if (issuer === undefined) break;
    states.push(await stateBy(certificate, issuer, evidence, trusted, at));
  }
  if (states.includes('failed')) return 'failed';
  return states.length > 0 && states.every((state) => state === 'passed') ? 'passed' : 'not-checked';
}

async function stateBy(
  certificate: Certificate,
  issuer: Certificate,
  { lists, answers }: RevocationEvidence,
  trusted: readonly Certificate[],
  at: number,
): Promise<Check> {
  let state: Check = 'not-checked';
  for (const list of lists) {
    if (!list.issuer.isEqual(certificate.issuer)) continue;
    if (!(await holds(() => list.verify({ issuerCertificate: issuer })))) continue;
    if (list.isCertificateRevoked(certificate)) return 'failed';
    // A list for a part of the certificates, or of changes only, says so in a critical extension.
    const partial = list.crlExtensions?.extensions.some(({ critical }) => critical) ?? false;
    if (!partial && current(list.thisUpdate.value, list.nextUpdate?.value, at)) state = 'passed';
  }
  for (const answer of answers) {
    const known = { trustedCerts: [...trusted], issuerCerts: [issuer] };
    if (!(await holds(() => answer.verify(known)))) continue;
    const { isForCertificate, status } = await answer.getCertificateStatus(certificate, issuer);
    if (!isForCertificate) continue;
    if (status === 1) return 'failed';
    const fresh = answer.tbsResponseData.responses.every((one) => current(one.thisUpdate, one.nextUpdate, at));
    if (status === 0 && fresh) state = 'passed';
  }
  return state;
}

/** Said after the time in question, or still holding then. */
const current = (said: Date, until: Date | undefined, at: number): boolean =>
  said.getTime() >= at || (until !== undefined && until.getTime() >= at);

const isOneOf = (certificate: Certificate, trusted: readonly Certificate[]): boolean =>
  trusted.some((one) => Buffer.from(derOf(one)).equals(derOf(certificate)));

async function holds(verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify();
  } catch {
    return false;
  }
}
