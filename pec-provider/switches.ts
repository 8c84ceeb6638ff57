import { z } from 'zod';

const seconds = z
  .number()
  .min(0)
  .max(7 * 86_400);

/** How messages to a recipient fare; README.md says each in a line. */
const switchesShape = z.strictObject({
  refuse: z.boolean().default(false),
  outcome: z.enum(['deliver', 'fail', 'virus', 'lost', 'silent']).default('deliver'),
  warn: z.boolean().default(false),
  takingCharge: z.boolean().default(false),
  duplicate: z.boolean().default(false),
  foreignSignature: z.boolean().default(false),
  outOfOrder: z.boolean().default(false),
  delay: seconds.default(0),
  late: seconds.default(0),
});

/** All switches of a recipient. */
export type Switches = z.output<typeof switchesShape>;

/** Those that are set; the others are as everybody's, or at rest. */
export type SomeSwitches = z.input<typeof switchesShape>;

/** Stands for every recipient. */
export const EVERYBODY = '*';

/** The switches as they are set now; all at rest at the start. */
export class SwitchBoard {
  private readonly set = new Map<string, SomeSwitches>();

  /** Sets switches of one recipient, or of everybody, in place of what was set for them. @throws ZodError */
  put(who: string, switches: unknown): void {
    switchesShape.parse(switches);
    this.set.set(who, switches as SomeSwitches);
  }

  /** Puts all at rest. */
  reset(): void {
    this.set.clear();
  }

  /** What applies to a recipient: their own switches over everybody's. */
  of(recipient: string): Switches {
    return switchesShape.parse({ ...this.set.get(EVERYBODY), ...this.set.get(recipient) });
  }

  /** What is set, by whom it is set for. */
  all(): Record<string, SomeSwitches> {
    return Object.fromEntries(this.set);
  }
}
