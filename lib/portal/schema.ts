import { z } from 'zod'

const email = z.string().trim().toLowerCase().max(320).pipe(z.email('Write the whole address, like rosa@example.com.'))

export const signInLinkInput = z.strictObject({ email })
export const viewAsInput = z.strictObject({ sellerId: z.string().regex(/^sel_[0-9a-z]{26}$/) })
