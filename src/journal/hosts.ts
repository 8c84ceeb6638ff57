import { agreementHost } from './agreement/host';
import { caseHost } from './case/host';
import { digestHost } from './digest/host';
import { frameworkHost } from './framework/host';
import type { AnyHost } from './types';

/** Every process the platform runs, by the first part of its streams' names. */
export const HOSTS: Readonly<Record<string, AnyHost>> = {
  agreement: agreementHost,
  case: caseHost,
  digest: digestHost,
  framework: frameworkHost,
};
