import type { Entity } from '#lib/entities/entity.ts'
import { quickBooksCourier } from '#lib/ledger/batches/quickbooks-courier.ts'
import { xeroCourier } from '#lib/ledger/batches/xero-courier.ts'
import type { Courier, Couriers } from '#lib/messages/courier.ts'
import { mailCourier } from '#lib/messages/mail-courier.ts'
import { slackCourier } from '#lib/messages/slack/slack-courier.ts'
import { connectTracker } from '#lib/messages/trackers/connect-tracker.ts'
import { withInvitationLink } from '#lib/onboarding/link.ts'
import { env } from '#lib/platform/env.ts'
import { withSignInLink } from '#lib/portal/send-sign-in-link.ts'
import { trackerCouriers } from '#lib/tickets/tracker-couriers.ts'

/** Who delivers which kind of message, as far as the environment names the other side; other messages wait in the outbox. */
export function couriersFor(entity: Entity): Couriers {
  const tracker = connectTracker()
  return {
    ...(env.SMTP_URL === undefined || env.MAIL_FROM === undefined
      ? {}
      : mailCouriers(
          mailCourier({ url: env.SMTP_URL, from: env.MAIL_FROM, replyTo: env.MAIL_REPLY_TO, marketplace: entity.name }),
        )),
    ...(env.QUICKBOOKS_ACCESS_TOKEN === undefined || env.QUICKBOOKS_REALM_ID === undefined
      ? {}
      : {
          'gl.quickbooks': quickBooksCourier({
            base: env.QUICKBOOKS_API_BASE,
            realmId: env.QUICKBOOKS_REALM_ID,
            accessToken: env.QUICKBOOKS_ACCESS_TOKEN,
          }),
        }),
    ...(env.XERO_ACCESS_TOKEN === undefined || env.XERO_TENANT_ID === undefined
      ? {}
      : {
          'gl.xero': xeroCourier({
            base: env.XERO_API_BASE,
            tenantId: env.XERO_TENANT_ID,
            accessToken: env.XERO_ACCESS_TOKEN,
          }),
        }),
    ...(env.SLACK_WEBHOOK_URL === undefined ? {} : { 'slack.post': slackCourier({ url: env.SLACK_WEBHOOK_URL }) }),
    ...(tracker === null ? {} : trackerCouriers(entity, tracker)),
  }
}

/** A link to sign in, or to accept an invitation, is put into its mail as it leaves: nothing keeps it. */
const mailCouriers = (mail: Courier): Couriers => ({
  'mail.send': mail,
  'mail.sign_in': {
    ...mail,
    send: ({ mail: kept, ...message }, at) => {
      const withLink = (text: string) => withSignInLink(text, message.subjectId)
      const body = withLink(message.body)
      return mail.send({ ...message, body, mail: kept == null ? null : { ...kept, props: withLink(kept.props) } }, at)
    },
  },
  'mail.invitation': {
    ...mail,
    send: ({ mail: kept, ...message }, at) => {
      const withLink = (text: string) => withInvitationLink(text, message.subjectId)
      const body = withLink(message.body)
      return mail.send({ ...message, body, mail: kept == null ? null : { ...kept, props: withLink(kept.props) } }, at)
    },
  },
})
