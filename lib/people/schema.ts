import { z } from 'zod'

/** Roles a person of the platform may hold; sellers' people get theirs elsewhere. */
export const CONSOLE_ROLES = ['admin', 'approver', 'operator', 'treasury', 'support', 'analyst', 'auditor'] as const

/** Roles that only read: giving one needs no second person. */
export const READING_ROLES: readonly string[] = ['analyst', 'auditor']

const personId = z.string().regex(/^per_[0-9a-z]{26}$/, 'This is not the id of a person.')
const role = z.enum(CONSOLE_ROLES)

const email = z.string().trim().toLowerCase().pipe(z.email('Write the whole address, like olu@example.com.'))
const name = z.string().trim().min(1, 'Write the name as colleagues know it.').max(120)

/** The last day of an auditor's access; empty for everybody else. */
const expiresOn = z.union([z.literal(''), z.iso.date('Choose a day.')]).default('')

export const inviteInput = z.object({ email, name, role, expiresOn })
export const invitationInput = inviteInput.pick({ email: true })
export const personInput = z.object({ personId })
export const rolesInput = z.object({
  personId,
  roles: z.array(role).min(1, 'Somebody needs at least one role.'),
  /** Why somebody may manage people and release money at once. */
  exception: z.string().trim().max(1_000).default(''),
  expiresOn,
})

/** NIST SP 800-63B: length counts, composition rules do not. */
export const newPassword = z.string().min(12, 'Use at least 12 characters; a few words are good.').max(200)

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
