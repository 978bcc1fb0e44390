'use server'

import { defineSellerAction } from '#lib/access/define-seller-action.ts'
import { setOwnLocale } from '#lib/people/seller-people.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { handOver } from './hand-over.ts'
import { invitePerson, removePerson } from './invite-person.ts'
import { chooseMail } from './mail-choices.ts'
import { openStripe } from './open-stripe.ts'
import { changePortalPassword } from './own-password.ts'
import {
  handOverInput,
  inviteInput,
  localeInput,
  mailChoiceInput,
  nothing,
  passwordInput,
  personInput,
} from './schema.ts'
import { writingScope } from './writing-scope.ts'

export const setLocaleAction = defineSellerAction({
  permission: 'portal.self',
  input: localeInput,
  run: ({ actor, input }) =>
    inRawTransaction(writingScope(actor), (tx) => setOwnLocale(tx, actor.personId, input.locale)),
  revalidates: ['/portal'],
})

export const invitePersonAction = defineSellerAction({
  permission: 'portal.people',
  input: inviteInput,
  run: ({ actor, input, at }) => invitePerson(actor, input, at),
  revalidates: ['/portal/people'],
})

export const removePersonAction = defineSellerAction({
  permission: 'portal.people',
  input: personInput,
  run: ({ actor, input, at }) => removePerson(actor, input.personId, at),
  revalidates: ['/portal/people'],
})

export const openStripeAction = defineSellerAction({
  permission: 'portal.bank',
  input: nothing,
  run: ({ actor, at }) => openStripe(actor, at),
})

export const handOverAction = defineSellerAction({
  permission: 'portal.ask',
  input: handOverInput,
  run: ({ actor, input, at }) => handOver(actor, input.conversationId, at),
})

export const changePasswordAction = defineSellerAction({
  permission: 'portal.self',
  input: passwordInput,
  run: ({ actor, input, at }) => changePortalPassword(actor, { ...input, at }),
})

export const chooseMailAction = defineSellerAction({
  permission: 'portal.mail',
  input: mailChoiceInput,
  run: ({ actor, input, at }) => chooseMail(actor, input, at),
  revalidates: ['/portal/messages'],
})
