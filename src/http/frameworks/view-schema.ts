import { z } from 'zod';
import { FRAMEWORK_BY_PEOPLE, FRAMEWORK_BY_UPLOAD } from '../../domain/framework/commands';
import { FRAMEWORK_STAGES } from '../../domain/framework/stages';
import {
  agendaView,
  dispatchView,
  exchangeView,
  proposedView,
  terminationView,
  termView,
  timelineView,
  undeliveredView,
} from '../agreements/view-schema';

const instant = z.iso.datetime();
const day = z.iso.date();
const commandNames = [...Object.keys(FRAMEWORK_BY_PEOPLE), ...Object.keys(FRAMEWORK_BY_UPLOAD)] as [
  string,
  ...string[],
];

/** A framework agreement in a few words. */
export const frameworkSummary = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  stage: z.enum(FRAMEWORK_STAGES),
  version: z.int().meta({ description: 'To be sent back in If-Match.' }),
  may: z.array(z.enum(commandNames)),
});

/** A framework agreement's page. */
export const frameworkView = frameworkSummary.extend({
  stageSince: instant,
  resolution: z.string(),
  parties: z.array(z.object({ key: z.string(), name: z.string(), own: z.boolean(), signedOn: day.nullable() })),
  term: termView,
  exchange: exchangeView,
  proposed: z.array(proposedView),
  dispatches: z.array(dispatchView),
  termination: terminationView,
  undelivered: undeliveredView,
  agenda: agendaView,
  timeline: timelineView,
});
export type FrameworkView = z.output<typeof frameworkView>;

/** A framework agreement in a list. */
export const frameworkRow = z.object({
  id: z.string(),
  rowId: z.int().meta({ description: 'To be named in commands as frameworkId.' }),
  code: z.string(),
  title: z.string(),
  stage: z.enum(FRAMEWORK_STAGES),
  signedOn: day.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  termYears: z.int().nullable(),
  maxRenewals: z.int().nullable(),
  renewals: z.int(),
  nextAt: instant.nullable(),
  attention: z.boolean(),
  agreements: z.int().meta({ description: 'Local agreements drawn from it.' }),
});
