import { caseHost } from './case/host';
import { digestHost } from './digest/host';
import type { AnyHost } from './types';

/** Every process the platform runs, by the first part of its streams' names. */
export const HOSTS: Readonly<Record<string, AnyHost>> = { case: caseHost, digest: digestHost };
