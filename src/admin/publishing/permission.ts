/** What an admin user must be given to see the publishing page and use it; the super admin has it. */
export const MAY_PUBLISH = 'api::questionnaire.publish';
