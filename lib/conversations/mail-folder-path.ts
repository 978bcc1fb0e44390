import { join } from 'node:path'
import { env } from '#lib/platform/env.ts'

/** Where mails are put for us: as the environment says; the demo has one of its own. Null: nowhere. */
export function mailFolder(): string | null {
  if (env.TIEOUT_MAIL_FOLDER !== undefined) return env.TIEOUT_MAIL_FOLDER
  return env.isDemo ? join(env.TIEOUT_DATA_DIR, 'mail') : null
}
