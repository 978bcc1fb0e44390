import { z } from 'zod'
import { PORTAL_LOCALES, SELLER_ROLES } from '#lib/access/seller-model.ts'
import { MAIL_CATEGORIES } from '#lib/messages/templates/categories-model.ts'
import { newPassword } from '#lib/people/schema.ts'

const email = z.string().trim().toLowerCase().max(320).pipe(z.email('Write the whole address, like rosa@example.com.'))

export const signInLinkInput = z.strictObject({ email })
export const viewAsInput = z.strictObject({ sellerId: z.string().regex(/^sel_[0-9a-z]{26}$/) })
export const inviteInput = z.strictObject({
  name: z.string().trim().min(1, 'Write a name.').max(120),
  email,
  role: z.enum(SELLER_ROLES),
})
export const ownerInput = viewAsInput.extend(inviteInput.omit({ role: true }).shape)
export const personInput = z.strictObject({ personId: z.string().regex(/^per_[0-9a-z]{26}$/) })
export const passwordInput = z.strictObject({ current: z.string().max(200), password: newPassword })
export const nothing = z.strictObject({})
export const mailChoiceInput = z.strictObject({ category: z.enum(MAIL_CATEGORIES), isStopped: z.boolean() })
export const localeInput = z.strictObject({ locale: z.enum(PORTAL_LOCALES) })

const conversationId = z.string().regex(/^cnv_[0-9a-z]{26}$/)
export const askInput = z.strictObject({
  conversationId: conversationId.nullable(),
  text: z.string().trim().min(1, 'Write a question.').max(4_000, 'A question has at most 4,000 characters.'),
})
export const handOverInput = z.strictObject({ conversationId })
