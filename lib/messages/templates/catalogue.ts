import type { PortalLocale } from '#lib/access/seller-model.ts'
import type { Letter } from './letter.ts'
import { evidenceDue } from './mails/evidence-due.ts'
import { holdPlaced } from './mails/hold-placed.ts'
import {
  accountLetter,
  disputeTold,
  onboardingReminder,
  payoutExplained,
  sellerAsked,
  sellerInvited,
  ticketUpdate,
  weeklySummary,
} from './mails/own-words.ts'
import { payoutFailed } from './mails/payout-failed.ts'
import { portalInvite } from './mails/portal-invite.ts'
import { refundMade } from './mails/refund-made.ts'
import { signInLink } from './mails/sign-in-link.ts'
import { statementReady } from './mails/statement-ready.ts'
import type { Template } from './template.ts'

/**
 * Every template, its versions oldest first: the last one writes, all of them read. To change what a template says, add a version
 * and leave the one before as it is.
 */
export const TEMPLATES = {
  sign_in_link: [signInLink],
  portal_invite: [portalInvite],
  payout_explained: [payoutExplained],
  weekly_summary: [weeklySummary],
  payout_failed: [payoutFailed],
  dispute_told: [disputeTold],
  evidence_due: [evidenceDue],
  hold_placed: [holdPlaced],
  refund_made: [refundMade],
  statement_ready: [statementReady],
  ticket_update: [ticketUpdate],
  seller_asked: [sellerAsked],
  account_letter: [accountLetter],
  seller_invitation: [sellerInvited],
  onboarding_reminder: [onboardingReminder],
} as const satisfies Readonly<Record<string, readonly [...Template[]]>>

export type TemplateName = keyof typeof TEMPLATES
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as readonly TemplateName[]

type Last<Versions> = Versions extends readonly [...unknown[], infer Version] ? Version : never
/** What the version that writes is given. */
export type PropsOf<Name extends TemplateName> =
  Last<(typeof TEMPLATES)[Name]> extends Template<infer Props> ? Props : never

export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(TEMPLATES, name)

/** How many versions a template has: the number of the one that writes. */
export const versionOf = (name: TemplateName): number => TEMPLATES[name].length

/** One version of a template; the last without a number. Throws for one that there never was. */
export function templateOf(name: TemplateName, version = versionOf(name)): Template {
  const found = TEMPLATES[name][version - 1]
  if (found === undefined) throw new Error(`the template ${name} has no version ${version}`)
  return found
}

/** A mail as it is kept with its message: enough to write it again, word by word. */
export type KeptMail = {
  readonly template: string
  readonly version: number
  readonly locale: PortalLocale
  /** JSON. */
  readonly props: string
}

/** The letter of a kept mail. Throws for a template that was never there. */
export function letterOf({ template, version, locale, props }: KeptMail): Letter {
  if (!isTemplate(template)) throw new Error(`there is no template ${template}`)
  return templateOf(template, version).letter(props, locale)
}
