import type { Entity } from '#lib/entities/entity.ts'
import type { Couriers } from '#lib/messages/courier.ts'
import { mailCourier } from '#lib/messages/mail-courier.ts'
import { connectTracker } from '#lib/messages/trackers/connect-tracker.ts'
import { env } from '#lib/platform/env.ts'
import { trackerCouriers } from '#lib/tickets/tracker-couriers.ts'

/** Who delivers which kind of message, as far as the environment names the other side; other messages wait in the outbox. */
export function couriersFor(entity: Entity): Couriers {
  const tracker = connectTracker()
  return {
    ...(env.SMTP_URL === undefined || env.MAIL_FROM === undefined
      ? {}
      : { 'mail.send': mailCourier({ url: env.SMTP_URL, from: env.MAIL_FROM }) }),
    ...(tracker === null ? {} : trackerCouriers(entity, tracker)),
  }
}
