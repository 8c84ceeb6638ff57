import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const check = z.enum(['passed', 'failed', 'not-checked']);

/**
 * The one file of a proof, as JSON: what it is in two languages, an index of the message and its receipts by the hash of
 * their bytes, and the bytes. `recorded` is what the platform found when each came in; whoever verifies finds it anew.
 */
export const proofShape = z.strictObject({
  what: z.strictObject({ it: z.string(), en: z.string() }),
  format: z.literal('inps-per-tutti/pec-proof/1'),
  /** ISO 8601. */
  made: z.string(),
  message: z.strictObject({
    messageId: z.string(),
    mailbox: z.string(),
    document: hash,
    /** The process and the order it belongs to. */
    stream: z.string(),
    dispatch: z.string(),
  }),
  receipts: z.array(
    z.strictObject({
      messageId: z.string(),
      kind: z.string(),
      recipient: z.string().nullable(),
      /** When the provider says it happened, and when the platform took it in. */
      at: z.string(),
      seenAt: z.string(),
      document: hash,
      recorded: z.strictObject({ integrity: check, signer: check, chain: check, revocation: check }),
      signers: z.array(
        z.strictObject({
          name: z.string(),
          organisation: z.string().nullable(),
          serial: z.string(),
          fingerprint: hash,
          notBefore: z.string(),
          notAfter: z.string(),
        }),
      ),
      /** Those that came with the signature, in PEM. */
      certificates: z.array(z.string()),
    }),
  ),
  /** The certificates a chain may end at, in PEM: the store of the platform that made the file. */
  store: z.string(),
  /** Entries of the process that cite these documents; `npm run verify-journal` holds their hashes. */
  journal: z.array(
    z.strictObject({ version: z.int(), type: z.string(), at: z.string(), hash: z.string(), cites: z.array(hash) }),
  ),
  /** The bytes in base64, by their SHA-256. */
  documents: z.record(hash, z.base64()),
});

/** A proof as its file holds it. */
export type Proof = z.output<typeof proofShape>;
