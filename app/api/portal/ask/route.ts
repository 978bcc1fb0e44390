import { readJson } from '#lib/access/define-route.ts'
import { defineSellerRoute } from '#lib/access/define-seller-route.ts'
import { ask } from '#lib/portal/ask.ts'
import { askInput } from '#lib/portal/schema.ts'

export const POST = defineSellerRoute({
  permission: 'portal.ask',
  run: async ({ request, actor, at }) => {
    const { conversationId, text } = await ask(actor, { ...askInput.parse(await readJson(request)), at })
    return new Response(text.pipeThrough(new TextEncoderStream()), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'x-conversation': conversationId,
      },
    })
  },
})
