export interface ForgetActivities {
  /** Removes sealed answers that are kept no longer; how many. */
  forgetExpired(): Promise<number>;
}

/** The activity behind the schedule that forgets. */
export function createForgetActivities(sealed: ForgetActivities): ForgetActivities {
  return { forgetExpired: () => sealed.forgetExpired() };
}
