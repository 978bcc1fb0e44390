import { defineRoute, readJson } from '#lib/access/define-route.ts'
import { passwordInput } from '#lib/people/schema.ts'
import { setPassword } from '#lib/people/set-password.ts'

export const POST = defineRoute({
  public: 'The one-time token in the body is the proof; who has it is not signed in yet.',
  run: async ({ request, at }) =>
    Response.json(await setPassword({ ...passwordInput.parse(await readJson(request)), at })),
})
