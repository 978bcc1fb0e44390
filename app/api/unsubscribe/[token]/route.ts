import { defineRoute } from '#lib/access/define-route.ts'
import { nothingAsked } from '#lib/messages/refusals.ts'
import { chooseByLink } from '#lib/messages/unsubscribe/unsubscribe.ts'
import { readBody } from '#lib/platform/read-body.ts'

const BYTES_MAX = 10_000

/** Mail programs that do not know one click open the address: it leads to the page, and changes nothing. */
export const GET = defineRoute({
  public: 'it only leads to the page that asks',
  run: async ({ params }) => leadTo(`/unsubscribe/${encodeURIComponent(params.token ?? '')}`),
})

/** One click of a mail program (RFC 8058), or the page's button. */
export const POST = defineRoute({
  public: 'whoever reads a mail may stop its kind: the signed token in the address is the right to',
  run: async ({ request, params: { token = '' } }) => {
    const form = await formOf(request)
    if (form.get('List-Unsubscribe') === 'One-Click') {
      await chooseByLink({ token, isStopped: true, how: 'one click in a mail program' })
      return new Response('Unsubscribed.\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    }
    const choice = form.get('choice')
    if (choice !== 'stop' && choice !== 'resume') throw nothingAsked()
    await chooseByLink({ token, isStopped: choice === 'stop', how: 'the page behind the mail’s link' })
    return leadTo(`/unsubscribe/${encodeURIComponent(token)}`)
  },
})

const leadTo = (path: string) => new Response(null, { status: 303, headers: { location: path } })

/** Both forms that the standard allows; whatever is neither asks for nothing. */
async function formOf(request: Request): Promise<FormData> {
  const body = await readBody(request, BYTES_MAX)
  if (body === null) throw nothingAsked()
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  return new Response(new Uint8Array(body), { headers }).formData().catch(() => new FormData())
}
