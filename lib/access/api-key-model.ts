import { z } from 'zod'

/** What another system may do with a key. */
export const API_SCOPES = {
  'bank.import': 'Import bank statements',
  'records.import': 'Send seller records',
  'inbox.write': 'Bring messages to the inbox',
} as const satisfies Record<string, string>
export type ApiScope = keyof typeof API_SCOPES

const scopes = Object.keys(API_SCOPES) as [ApiScope, ...ApiScope[]]

export const newApiKey = z.strictObject({
  name: z.string().trim().min(3, 'Name the system that will use it.').max(80),
  scopes: z.array(z.enum(scopes)).min(1, 'Choose what it may do.'),
})
