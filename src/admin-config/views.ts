/** How the admin shows one content type. Field names are the schema's attributes, checked when applied. */
export interface View {
  /** The field by which a row is called in relations and titles. */
  readonly mainField: string;
  /** Columns of the list, in order. */
  readonly list: readonly string[];
  /** Newest first by this field. */
  readonly newestBy?: string;
  /** Least first by this field; with neither, by main field. */
  readonly orderedBy?: string;
  /** Shown, never edited here: written by the platform, or ciphertext. Rows owned by the journal are so already. */
  readonly readOnly?: true;
}

/** The views of every content type, by uid. */
export const VIEWS: Readonly<Record<string, View>> = {
  // Who and where
  'api::territory.territory': { mainField: 'name', list: ['name', 'region', 'patronDay', 'pilot'] },
  'api::structure.structure': { mainField: 'name', list: ['name', 'territory', 'email', 'pec', 'nominationsDueOn'] },
  'api::municipality.municipality': { mainField: 'name', list: ['name', 'istatCode', 'territory'] },
  'api::party.party': { mainField: 'name', list: ['name', 'code', 'pec', 'promoter'] },
  'api::association.association': { mainField: 'name', list: ['name', 'party', 'territory', 'active'] },
  'api::site.site': { mainField: 'name', list: ['name', 'association', 'municipality', 'territory', 'active'] },
  'api::operator.operator': { mainField: 'id', list: ['user', 'association', 'site', 'active', 'trainedOn'] },
  'api::consultant.consultant': { mainField: 'id', list: ['user', 'territory', 'active'] },
  'api::referent.referent': { mainField: 'id', list: ['user', 'territory', 'active', 'from', 'until'] },
  'api::availability.availability': {
    mainField: 'startsAt',
    list: ['consultant', 'startsAt', 'endsAt', 'slotMinutes'],
    newestBy: 'startsAt',
  },
  'plugin::users-permissions.user': { mainField: 'fullName', list: ['fullName', 'username', 'role', 'blocked'] },

  // Agreements
  'api::framework-agreement.framework-agreement': {
    mainField: 'title',
    list: ['title', 'code', 'state', 'signedOn', 'startsOn', 'endsOn'],
  },
  'api::framework-party.framework-party': { mainField: 'id', list: ['framework', 'party', 'signedOn', 'notedOn'] },
  'api::representative.representative': {
    mainField: 'fullName',
    list: ['fullName', 'party', 'from', 'until', 'active'],
  },
  'api::term-policy.term-policy': {
    mainField: 'title',
    list: ['title', 'termYears', 'maxRenewals', 'windowDays', 'validFrom', 'validTo'],
  },
  'api::agreement-model.agreement-model': { mainField: 'title', list: ['title', 'framework'] },
  'api::agreement.agreement': {
    mainField: 'title',
    list: ['title', 'kind', 'state', 'structure', 'nextAt', 'endsOn', 'attention'],
    newestBy: 'openedAt',
  },
  'api::agreement-member.agreement-member': {
    mainField: 'signatory',
    list: ['agreement', 'kind', 'structure', 'municipality', 'association', 'joinedOn', 'leftOn'],
  },
  'api::approved-clause.approved-clause': {
    mainField: 'heading',
    list: ['heading', 'standing', 'agreement', 'approvedBy', 'approvedAt'],
    newestBy: 'approvedAt',
  },
  'api::obligation.obligation': {
    mainField: 'kind',
    list: ['debtorKind', 'structure', 'municipality', 'association', 'party', 'dueAt', 'state', 'kind', 'agreement'],
    orderedBy: 'dueAt',
  },

  // What is published and edited
  'api::privacy-notice.privacy-notice': {
    mainField: 'title',
    list: ['title', 'kind', 'version', 'language', 'validFrom'],
  },
  'api::questionnaire-link.questionnaire-link': { mainField: 'label', list: ['label', 'tag', 'association', 'active'] },
  'api::benefit.benefit': { mainField: 'name', list: ['name', 'code', 'certainty', 'validFrom', 'validTo'] },
  'api::deadline-policy.deadline-policy': {
    mainField: 'subject',
    list: ['subject', 'deadlineDays', 'lapseDays', 'validFrom', 'validTo'],
  },
  'api::mail-template.mail-template': { mainField: 'code', list: ['code', 'language', 'subject'] },

  // The questionnaire: the working copy, and its versions
  'api::questionnaire.questionnaire': { mainField: 'titleIt', list: ['titleIt', 'titleEn'] },
  'api::questionnaire-section.questionnaire-section': {
    mainField: 'code',
    list: ['order', 'code', 'titleIt'],
    orderedBy: 'order',
  },
  'api::question.question': {
    mainField: 'code',
    list: ['section', 'order', 'code', 'kind', 'textIt', 'sensitive'],
    orderedBy: 'order',
  },
  'api::document-to-bring.document-to-bring': { mainField: 'code', list: ['code', 'textIt'] },
  'api::figure.figure': {
    mainField: 'code',
    list: ['code', 'certainty', 'value', 'validFrom', 'validTo', 'labelIt'],
  },
  'api::equivalence-scale.equivalence-scale': { mainField: 'code', list: ['code', 'group', 'base', 'cap'] },
  'api::criterion.criterion': {
    mainField: 'code',
    list: ['benefit', 'order', 'code', 'certainty', 'validFrom', 'validTo'],
    orderedBy: 'order',
  },
  'api::scenario.scenario': { mainField: 'code', list: ['code', 'titleIt', 'date'] },
  'api::translation.translation': { mainField: 'key', list: ['key', 'language', 'text', 'read'] },
  'api::questionnaire-version.questionnaire-version': {
    mainField: 'number',
    list: ['number', 'state', 'frozenAt', 'hash'],
    newestBy: 'number',
    readOnly: true,
  },

  // Persons and their cases
  'api::beneficiary.beneficiary': {
    mainField: 'id',
    list: ['id', 'territory', 'language', 'erasedAt'],
    readOnly: true,
  },
  'api::household.household': { mainField: 'reference', list: ['reference', 'beneficiary', 'size'], readOnly: true },
  'api::case.case': {
    mainField: 'code',
    list: ['code', 'stage', 'dueAt', 'territory', 'association', 'operator', 'attention'],
    newestBy: 'openedAt',
  },
  'api::need.need': { mainField: 'category', list: ['case', 'category', 'recordedAt'], newestBy: 'recordedAt' },
  'api::intervention.intervention': {
    mainField: 'category',
    list: ['case', 'category', 'recordedAt'],
    newestBy: 'recordedAt',
  },
  'api::consent.consent': {
    mainField: 'number',
    list: ['case', 'state', 'signer', 'privacyNotice', 'recordedAt'],
    newestBy: 'recordedAt',
  },
  'api::proxy.proxy': {
    mainField: 'number',
    list: ['case', 'grantedTo', 'privacyNotice', 'recordedAt', 'revokedAt'],
    newestBy: 'recordedAt',
  },
  'api::screening.screening': {
    mainField: 'completedAt',
    list: ['case', 'source', 'skippedReason', 'completedAt'],
    newestBy: 'completedAt',
  },
  'api::consult.consult': {
    mainField: 'startsAt',
    list: ['case', 'consultant', 'site', 'startsAt', 'state'],
    newestBy: 'startsAt',
  },
  'api::claim.claim': { mainField: 'number', list: ['case', 'benefit', 'state', 'submittedOn', 'decidedOn'] },

  // What the platform writes to people
  'api::notice.notice': {
    mainField: 'key',
    list: ['user', 'template', 'channel', 'skipped', 'mail'],
    newestBy: 'id',
    readOnly: true,
  },
  'api::mail.mail': {
    mainField: 'messageId',
    list: ['user', 'template', 'state', 'attempts', 'queuedAt', 'sentAt'],
    newestBy: 'queuedAt',
    readOnly: true,
  },
};

/** The views of the parts a row repeats, by component; there is no list of them, only their form. */
export const PART_VIEWS: Readonly<Record<string, View>> = {
  'questionnaire.option': { mainField: 'code', list: ['code', 'textIt'] },
  'questionnaire.field': { mainField: 'code', list: ['code', 'textIt'] },
  'questionnaire.scale-step': { mainField: 'where', list: ['where', 'add'] },
  'agreement.model-clause': { mainField: 'heading', list: ['key', 'heading'] },
  'agreement.model-commitment': { mainField: 'what', list: ['by', 'what', 'dueDays'] },
  'agreement.model-variable': { mainField: 'name', list: ['name', 'label', 'kind'] },
  'agreement.model-option': { mainField: 'code', list: ['code', 'words'] },
};
