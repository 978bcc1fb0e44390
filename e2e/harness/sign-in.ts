import type { BrowserContext } from '@playwright/test'

export const ROLES = [
  'admin',
  'approver',
  'approver2',
  'operator',
  'treasury',
  'support',
  'analyst',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

export const DEMO_PASSWORD = 'demo-tieout'
export const emailOf = (role: Role) => `${role}@demo.test`

type State = Awaited<ReturnType<BrowserContext['storageState']>>
const states = new Map<string, State>()

/** Signs a browser context in as a demo person: once per product and role, then from its cookies. */
export async function signIn(context: BrowserContext, url: string, role: Role): Promise<void> {
  const key = `${url} ${role}`
  const known = states.get(key)
  if (known !== undefined) return context.addCookies(known.cookies)

  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json()
  const response = await context.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email: emailOf(role), password: DEMO_PASSWORD, json: 'true' },
  })
  if (!response.ok()) throw new Error(`${emailOf(role)} cannot sign in: ${response.status()} ${await response.text()}`)
  states.set(key, await context.storageState())
}
