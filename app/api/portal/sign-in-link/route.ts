import { readJson } from '#lib/access/define-route.ts'
import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import { signInLinkInput } from '#lib/portal/schema.ts'
import { sendSignInLink } from '#lib/portal/send-sign-in-link.ts'

export const POST = defineSellerRoute({
  public: 'The way in: whoever asks for a link is not signed in yet, and learns nothing by asking.',
  run: async ({ request, at }) => {
    const { email } = signInLinkInput.parse(await readJson(request))
    // The last entry is what the nearest proxy saw; earlier ones are whatever the client wrote.
    const source = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'direct'
    await sendSignInLink({ email, source, at })
    return Response.json({ sent: true })
  },
})
