import { z } from 'zod';

const shape = z.array(
  z.object({
    time: z.coerce.date(),
    subject: z.string(),
    to: z.array(z.object({ address: z.string() })),
    headers: z.record(z.string(), z.unknown()),
    attachments: z.array(z.object({ contentType: z.string() })),
  }),
);

/** A mail as it arrived in the sink's inbox. */
export interface Arrived {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  /** The id of the request that owed it. */
  readonly correlation: string;
  /** True when a calendar invitation came with it. */
  readonly invitation: boolean;
}

/** The mails in the inbox that requests of this journey owed, in the order of their arrival. */
export async function readInbox(inboxUrl: string, run: string): Promise<readonly Arrived[]> {
  const response = await fetch(`${inboxUrl}/api/email`);
  if (!response.ok) throw new Error(`the inbox answered ${response.status}`);
  return shape
    .parse(await response.json())
    .map(({ time, subject, to, headers, attachments }) => ({
      at: time.toISOString(),
      to: to[0]?.address ?? '',
      subject,
      correlation: String(headers['x-correlation-id'] ?? ''),
      invitation: attachments.some(({ contentType }) => /calendar|ics/.test(contentType)),
    }))
    .filter(({ correlation }) => correlation.startsWith(`${run}-`))
    .sort((a, b) => a.at.localeCompare(b.at));
}
