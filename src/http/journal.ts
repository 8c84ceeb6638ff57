import type { Core } from '@strapi/strapi';
import { readSettings } from '../../config/settings';
import { senderAddress } from '../domain/mail/sender';
import { HOSTS } from '../journal/hosts';
import type { Journal } from '../journal/types';
import { createVault } from '../journal/vault/keys';

const handles = new WeakMap<Core.Strapi, Journal>();

/** The journal over this Strapi's own connection pool: made at the first call, one for each instance. */
export function journalOf(strapi: Core.Strapi): Journal {
  const known = handles.get(strapi);
  if (known) return known;
  const { vault, mail } = readSettings();
  const journal: Journal = {
    db: strapi.db.connection,
    vault: createVault({ masterKey: vault.master, indexKey: vault.index }),
    hosts: HOSTS,
    mailDomain: senderAddress(mail.from).host,
  };
  handles.set(strapi, journal);
  return journal;
}
