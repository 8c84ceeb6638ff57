import { z } from 'zod';
import { agreementView } from '../../../src/http/agreements/view-schema';
import { frameworkView } from '../../../src/http/frameworks/view-schema';

/** The pages of both agreements as the API answers them: a journey reads by the very schemas the server writes by. */
export const agreementPage = z.object({ data: agreementView });
export type AgreementPage = z.output<typeof agreementView>;
export const frameworkPage = z.object({ data: frameworkView });
export type FrameworkPage = z.output<typeof frameworkView>;
