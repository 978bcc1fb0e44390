import { env } from '#lib/platform/env.ts'
import { asana } from './asana.ts'
import { jira } from './jira.ts'
import { linear } from './linear.ts'
import type { Tracker } from './tracker.ts'
import { zendesk } from './zendesk.ts'

const TRACKERS = { jira, zendesk, asana, linear } as const

/** Where the systems that have one address for everybody live. */
const ADDRESSES: Readonly<Record<string, string>> = {
  asana: 'https://app.asana.com',
  linear: 'https://api.linear.app',
}

/** The system of tickets the environment names, or null. */
export function connectTracker(): Tracker | null {
  if (env.TICKET_SYSTEM === undefined) return null
  return TRACKERS[env.TICKET_SYSTEM]({
    url: env.TICKET_URL ?? ADDRESSES[env.TICKET_SYSTEM] ?? '',
    user: env.TICKET_USER ?? '',
    token: env.TICKET_TOKEN ?? '',
    project: env.TICKET_PROJECT ?? '',
  })
}
