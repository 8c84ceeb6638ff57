import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { inProject } from './paths';

const shape = z.array(z.object({ role: z.string(), email: z.string(), password: z.string().optional() }));

/** A user invented for the demo: the password is the common demo password unless the seeds give another. */
export type DemoUser = z.output<typeof shape>[number];

/** The demo users the seeds create, or none when there are no seeds. */
export function demoUsers(): DemoUser[] {
  const file = inProject('database', 'seeds', 'demo-users.json');
  return existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}
