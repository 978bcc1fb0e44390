import { z } from 'zod'

/** Roles a person of the platform may hold; sellers' people get theirs elsewhere. */
export const CONSOLE_ROLES = ['admin', 'approver', 'operator', 'analyst'] as const

const personId = z.string().regex(/^per_[0-9a-z]{26}$/, 'This is not the id of a person.')
const role = z.enum(CONSOLE_ROLES)

const email = z.string().trim().toLowerCase().pipe(z.email('Write the whole address, like olu@example.com.'))
const name = z.string().trim().min(1, 'Write the name as colleagues know it.').max(120)

export const inviteInput = z.object({ email, name, role })
export const invitationInput = inviteInput.pick({ email: true })
export const personInput = z.object({ personId })
export const rolesInput = z.object({
  personId,
  roles: z.array(role).min(1, 'Somebody needs at least one role.'),
  /** Why somebody may manage people and release money at once. */
  exception: z.string().trim().max(1_000).default(''),
})

/** NIST SP 800-63B: length counts, composition rules do not. */
const newPassword = z.string().min(12, 'Use at least 12 characters; a few words are good.').max(200)

export const passwordInput = z.object({
  token: z.string().min(20).max(100),
  password: newPassword,
  /** Who the first administrator is; every other link says it itself. */
  email: email.optional(),
  name: name.optional(),
})

export const ownPasswordInput = z.object({
  current: z.string().min(1, 'Write the password you sign in with now.').max(200),
  password: newPassword,
})
