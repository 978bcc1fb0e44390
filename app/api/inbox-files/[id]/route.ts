import { defineRoute } from '#lib/access/define-route.ts'
import { findFile } from '#lib/conversations/get-conversation.ts'
import { noFile } from '#lib/conversations/refusals.ts'
import { read } from '#lib/platform/db.ts'

export const GET = defineRoute({
  permission: 'inbox.read',
  run: async ({ actor, params }) => {
    const found = await read(actor.scope, (tx) => findFile(tx, params.id ?? ''))
    if (found === null) throw noFile()
    // Always a download, never a page of ours: what somebody sent must not run here.
    return new Response(Buffer.from(found.bytes), {
      headers: {
        'content-type': found.contentType,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    })
  },
})
