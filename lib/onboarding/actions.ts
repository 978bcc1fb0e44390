'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { releaseFirstPayment } from './decide-review.ts'
import { inviteSeller, resendInvite, revokeInvite } from './invite.ts'
import { inviteMany, previewInvites } from './invite-many.ts'
import { letPass } from './let-pass.ts'
import { refreshOnboarding } from './refresh.ts'
import { remindSeller } from './remind.ts'
import {
  deviationInput,
  inviteFields,
  listInput,
  onboardingInput,
  reviewInput,
  revokeInput,
  settingsInput,
  templateIdInput,
  templateInput,
} from './schema.ts'
import { changeSettings } from './settings.ts'
import { stripeSide } from './stripe-side.ts'
import { makeTemplate, retireTemplate } from './templates.ts'

const PAGES = ['/onboarding', '/messages']

export const inviteSellerAction = defineAction({
  permission: 'onboarding.work',
  input: inviteFields,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => inviteSeller(tx, { actor, fields: input, at })),
  revalidates: PAGES,
})

export const previewInvitesAction = defineAction({
  permission: 'onboarding.work',
  input: listInput,
  run: ({ actor, input }) => previewInvites(actor, input.text),
})

export const inviteManyAction = defineAction({
  permission: 'onboarding.work',
  input: listInput,
  run: ({ actor, input, at }) => inviteMany(actor, input.text, at),
  revalidates: PAGES,
})

export const remindAction = defineAction({
  permission: 'onboarding.work',
  input: onboardingInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => remindSeller(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const resendAction = defineAction({
  permission: 'onboarding.work',
  input: onboardingInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => resendInvite(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const revokeAction = defineAction({
  permission: 'onboarding.work',
  input: revokeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => revokeInvite(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const lookAgainAction = defineAction({
  permission: 'onboarding.work',
  input: onboardingInput,
  run: ({ actor, input, at }) =>
    refreshOnboarding({ entity: actor.entity, ...input, side: stripeSide(actor.entity), at }),
  revalidates: PAGES,
})

export const letPassAction = defineAction({
  permission: 'onboarding.work',
  input: deviationInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => letPass(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const releaseFirstPaymentAction = defineAction({
  permission: 'onboarding.review',
  input: reviewInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => releaseFirstPayment(tx, { actor, ...input, at })),
  revalidates: [...PAGES, '/approvals', '/sellers', '/settlements'],
})

export const makeTemplateAction = defineAction({
  permission: 'onboarding.settings',
  input: templateInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => makeTemplate(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const retireTemplateAction = defineAction({
  permission: 'onboarding.settings',
  input: templateIdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => retireTemplate(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const changeReviewSettingsAction = defineAction({
  permission: 'onboarding.settings',
  input: settingsInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => changeSettings(tx, { actor, ...input, at })),
  revalidates: PAGES,
})
