/** A problem the person at the terminal can solve: the message is one sentence saying what happened and what to do. */
export class Failure extends Error {
  override name = 'Failure';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
