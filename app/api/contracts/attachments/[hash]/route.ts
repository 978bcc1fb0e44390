import { defineRoute } from '#lib/access/define-route.ts'
import { findAttachment } from '#lib/contracts/attachments.ts'
import { noSuchAttachment } from '#lib/contracts/refusals.ts'
import { read } from '#lib/platform/db.ts'

export const GET = defineRoute({
  permission: 'contracts.read',
  run: async ({ actor, params }) => {
    const found = await read(actor.scope, (tx) => findAttachment(tx, params.hash ?? ''))
    if (found === null) throw noSuchAttachment()
    // Always a download, never a page of ours: what was uploaded must not run here.
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
