import { z } from 'zod';

/** bcrypt reads no further, so a longer password would be checked by its beginning only. */
const MOST_BYTES = 72;

const present = z.string().min(1).max(200);
const deviceId = z.string().max(100).optional();
const token = z.string().max(4000).optional().meta({ description: 'Left out when it is in its cookie.' });

/** What signing in takes: the address or the user name, and the password. */
export const credentials = z.object({ identifier: z.string().trim().min(1).max(200), password: present, deviceId });

/** What changing one's password takes. */
export const changeOfPassword = z
  .strictObject({
    currentPassword: present,
    password: z
      .string()
      .min(12)
      .max(MOST_BYTES)
      .refine((text) => Buffer.byteLength(text) <= MOST_BYTES, { params: { message: 'invalid.password-bytes' } }),
    passwordConfirmation: z.string(),
  })
  .refine((given) => given.passwordConfirmation === given.password, {
    path: ['passwordConfirmation'],
    params: { message: 'invalid.password-confirmation' },
  })
  .refine((given) => given.password !== given.currentPassword, {
    path: ['password'],
    params: { message: 'invalid.password-same' },
  });

/** What renewing a session takes. */
export const renewal = z.object({ refreshToken: token });

/** What signing out takes: by default the session asked from ends, with `all` every one. */
export const signOut = z.object({ scope: z.literal('all').optional(), deviceId, refreshToken: token });
