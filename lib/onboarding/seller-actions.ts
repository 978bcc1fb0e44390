'use server'

import { defineSellerAction } from '#lib/access/define-seller-action.ts'
import { agreeToTerms } from './agree.ts'
import { lookAtStripe, openOnboardingAtStripe } from './for-seller.ts'
import { agreeInput, nothing } from './schema.ts'

const PAGES = ['/portal/onboarding', '/onboarding']

export const agreeToTermsAction = defineSellerAction({
  permission: 'portal.terms',
  input: agreeInput,
  run: ({ actor, input, at }) => agreeToTerms(actor, input.hash, at),
  revalidates: PAGES,
})

export const openAtStripeAction = defineSellerAction({
  permission: 'portal.bank',
  input: nothing,
  run: ({ actor }) => openOnboardingAtStripe(actor),
})

export const lookAgainAction = defineSellerAction({
  permission: 'portal.read',
  input: nothing,
  run: ({ actor, at }) => lookAtStripe(actor, at),
  revalidates: PAGES,
})
