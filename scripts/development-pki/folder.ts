import { webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificate } from 'pkijs';
import { certificatesOfPem, derOf } from '../../src/evidence/certificate';
import type { Identity } from './authority';

/** Certificates as PEM text, one after the other: what a trust store is read from. */
export const certificatesPem = (...certificates: readonly Certificate[]): string =>
  certificates.map((certificate) => pem('CERTIFICATE', derOf(certificate))).join('');

/** An identity's private key as PEM text (PKCS#8). */
const keyPem = async ({ key }: Identity): Promise<string> =>
  pem('PRIVATE KEY', new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', key)));

/** Keeps an identity, or an authority, in a folder, made if new: its certificates in `certificates.pem`, its key in `key.pem`. */
export async function save(folder: string, identity: Identity): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'certificates.pem'), certificatesPem(identity.certificate, ...identity.issuers));
  await writeFile(join(folder, 'key.pem'), await keyPem(identity), { mode: 0o600 });
}

/** What `save` kept. Throws what reading a file throws, and RangeError on a PEM that is none. */
export async function load(folder: string): Promise<Identity> {
  const [certificate, ...issuers] = certificatesOfPem(await readFile(join(folder, 'certificates.pem'), 'utf8'));
  const text = (await readFile(join(folder, 'key.pem'), 'utf8')).replace(/-----[^-]+-----|\s/g, '');
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', Buffer.from(text, 'base64'), algorithm, true, ['sign']);
  if (certificate === undefined) throw new RangeError('no certificate');
  return { certificate, key, issuers };
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
