'use server'

import { defineSellerAction } from '#lib/access/define-seller-action.ts'
import { setOwnLocale } from '#lib/people/seller-people.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { localeInput } from './schema.ts'
import { writingScope } from './writing-scope.ts'

export const setLocaleAction = defineSellerAction({
  permission: 'portal.self',
  input: localeInput,
  run: ({ actor, input }) =>
    inRawTransaction(writingScope(actor), (tx) => setOwnLocale(tx, actor.personId, input.locale)),
  revalidates: ['/portal'],
})
