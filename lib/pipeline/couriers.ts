import type { Couriers } from '#lib/messages/courier.ts'
import { mailCourier } from '#lib/messages/mail-courier.ts'
import { env } from '#lib/platform/env.ts'

/** Who delivers which kind of message, as far as the environment names the other side; other messages wait in the outbox. */
export function couriers(): Couriers {
  return {
    ...(env.SMTP_URL === undefined || env.MAIL_FROM === undefined
      ? {}
      : { 'mail.send': mailCourier({ url: env.SMTP_URL, from: env.MAIL_FROM }) }),
  }
}
