import { AGREEMENT_ENDPOINTS } from './agreements/endpoints';
import { CASE_ENDPOINTS } from './cases/endpoints';
import type { Endpoint } from './endpoint';
import { FRAMEWORK_ENDPOINTS } from './frameworks/endpoints';
import { listAvailabilities, publishAvailability, withdrawAvailability } from './network/availabilities';
import { listConsults } from './network/consults';
import { listMails } from './network/mails';
import { deactivateOperator } from './network/operators';
import { listSlots } from './network/slots';
import { listObligations } from './obligations';
import { PEC_ENDPOINTS } from './pec/messages';
import { showCatalogue } from './platform/catalogue';
import { me } from './platform/me';
import { openapiPage } from './platform/openapi-page';
import { countFinished } from './questionnaire/counters';
import { listPlaces } from './questionnaire/places';
import { questionnaireResults } from './questionnaire/results';
import { keepSealed } from './questionnaire/sealed';
import { showQuestionnaire } from './questionnaire/show';

/** Every endpoint of ours, by the Strapi API it belongs to: what is mounted, and what the OpenAPI page describes. */
export const ENDPOINTS = {
  case: CASE_ENDPOINTS,
  agreement: AGREEMENT_ENDPOINTS,
  'framework-agreement': FRAMEWORK_ENDPOINTS,
  obligation: [listObligations],
  'pec-message': PEC_ENDPOINTS,
  consult: [listConsults],
  availability: [listAvailabilities, publishAvailability, withdrawAvailability, listSlots],
  mail: [listMails],
  operator: [deactivateOperator],
  questionnaire: [showQuestionnaire, listPlaces, countFinished, keepSealed, questionnaireResults],
  platform: [me, showCatalogue, openapiPage(() => ALL_ENDPOINTS)],
} as const satisfies Readonly<Record<string, readonly Endpoint[]>>;

export const ALL_ENDPOINTS: readonly Endpoint[] = Object.values(ENDPOINTS).flat();
