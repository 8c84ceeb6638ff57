/** What is wrong, as the API tells it, in the language of whoever is signed in. */
export interface ProblemBody {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly rule?: string;
  /** Where the rule comes from. */
  readonly source?: string;
  readonly correlation?: string;
  readonly details?: readonly { readonly field: string; readonly message: string }[];
  /** What changed since the version the edit was made on. */
  readonly since?: readonly { readonly type: string; readonly by: string | null; readonly at: string }[];
}

/** An answer that is no success. `offline` when there was none at all: its words are the page's own. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.code);
  }
}

/** The server could not be reached, or said nothing that can be read. */
const OFFLINE: ProblemBody = { code: 'offline', message: '' };

/** What somebody caught, as a problem: anything but the API's own is told as no answer. */
export function asProblem(caught: unknown): Problem {
  return caught instanceof Problem ? caught : new Problem(0, OFFLINE);
}

/** Reads an answer that is no success. */
export async function problemIn(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const { error } = (body ?? {}) as { readonly error?: ProblemBody };
  return new Problem(response.status, typeof error?.message === 'string' ? error : OFFLINE);
}
