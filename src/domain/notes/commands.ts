import { z } from 'zod';
import { checksSchema, officeAddress } from '../dispatch/commands';
import { rowId as id, sha256, words } from '../office-fields';

/** What the server found in a signed file that was brought; nobody sends it. `of`: the printed PDF it was compared with. */
export const examinedFile = {
  document: sha256,
  report: sha256,
  of: sha256,
  signatures: z.array(checksSchema).max(60),
};

/** An incoming PEC that seems to answer: framework and local agreements have these two commands among their own. */
export const proposeMessageData = z.strictObject({
  message: id,
  document: sha256,
  sender: officeAddress,
  at: z.int(),
  checks: checksSchema,
});
/** Somebody looked at it: it is no note. */
export const dismissMessageData = z.strictObject({ message: id, reason: words(500) });
