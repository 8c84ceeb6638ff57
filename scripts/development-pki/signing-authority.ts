import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority, type Identity } from './authority';
import { load, save } from './folder';

/** Where the authority's certificate is, in its folder: what signatures of documents go back to in development, as PEM. */
export const SIGNING_TRUST_FILE = 'certificates.pem';

/** The throw-away authority under which invented Comuni and associations sign, made at the first start and kept. */
export async function openSigningAuthority(folder: string): Promise<Identity> {
  if (!existsSync(join(folder, SIGNING_TRUST_FILE))) {
    const draft = `${folder}.new`;
    await save(draft, await createAuthority({ name: 'Autorità di firma di prova' }));
    // The rename makes it appear whole: an interrupted start leaves nothing half made.
    renameSync(draft, folder);
  }
  return load(folder);
}
