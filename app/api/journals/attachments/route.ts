import { defineRoute } from '#lib/access/define-route.ts'
import { addAttachment, readUpload } from '#lib/contracts/attachments.ts'
import { auditorOf } from '#lib/contracts/auditor.ts'
import { inTransaction } from '#lib/platform/db.ts'

export const POST = defineRoute({
  permission: 'journals.work',
  run: async ({ request, actor, at }) => {
    const upload = await readUpload(request)
    const stored = await inTransaction(actor.scope, (tx) =>
      addAttachment(tx, { ...upload, actor: auditorOf(actor), at }),
    )
    return Response.json({ ...stored, name: upload.name })
  },
})
