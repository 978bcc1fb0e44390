import { defineRoute, readJson } from '#lib/access/define-route.ts'
import { acceptInvitation } from '#lib/onboarding/accept-invite.ts'
import { acceptInput } from '#lib/onboarding/schema.ts'

export const POST = defineRoute({
  public: 'Whoever holds the link of an invitation has no place here yet; the link itself is what lets them accept.',
  run: async ({ request, at }) => {
    const { token } = acceptInput.parse(await readJson(request))
    // The last entry is what the nearest proxy saw; earlier ones are whatever the client wrote.
    const source = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'direct'
    return Response.json(await acceptInvitation({ token, source, at }))
  },
})
