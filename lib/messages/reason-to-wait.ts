import { env } from '#lib/platform/env.ts'

/** Why a queued message is not tried at all: the environment does not name the other side. Null when it does. */
export function reasonToWait(kind: string): string | null {
  if (kind === 'mail.send' && (env.SMTP_URL === undefined || env.MAIL_FROM === undefined)) {
    return 'It waits: SMTP_URL and MAIL_FROM are not set.'
  }
  if (kind.startsWith('ticket.') && env.TICKET_SYSTEM === undefined)
    return 'It waits: TICKET_SYSTEM is not set any more.'
  if (kind === 'slack.post' && env.SLACK_WEBHOOK_URL === undefined)
    return 'It waits: SLACK_WEBHOOK_URL is not set any more.'
  return null
}
