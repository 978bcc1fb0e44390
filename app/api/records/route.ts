import { defineRoute } from '#lib/access/define-route.ts'
import { progressResponse, wantsProgress } from '#lib/access/progress-response.ts'
import { receiveRecords } from '#lib/reconciliation/records/receive-records.ts'

export const POST = defineRoute({
  permission: 'bank.work',
  apiKey: 'records.import',
  run: async ({ request, actor, at }) => {
    if (wantsProgress(request))
      return progressResponse('POST /api/records', (say) => receiveRecords({ actor, request, onProgress: say, at }))
    return Response.json(await receiveRecords({ actor, request, at }), { status: 201 })
  },
})
