/** What an admin user must be given to see the rehearsal's calendar; the super admin has it. */
export const MAY_REHEARSE = 'api::agreement.rehearse';
