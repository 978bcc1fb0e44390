import { isStopping } from '#lib/platform/stopping.ts'
import { readiness } from '#lib/treasury/readiness.ts'
import packageFile from '../../../package.json' with { type: 'json' }

export const dynamic = 'force-dynamic'

/**
 * 503 when the database or every worker is down, and from the moment this web server was asked to end. With `?of=web` the workers do
 * not count: whatever spreads requests has to know whether this web server takes them.
 */
export async function GET(request: Request): Promise<Response> {
  const state = await readiness()
  const stopping = isStopping()
  const isAble = new URL(request.url).searchParams.get('of') === 'web' ? state.database === 'up' : state.ready
  const ready = isAble && !stopping
  return Response.json({ version: packageFile.version, ...state, ready, stopping }, { status: ready ? 200 : 503 })
}
