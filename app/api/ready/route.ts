import { isStopping } from '#lib/platform/stopping.ts'
import { readiness } from '#lib/treasury/readiness.ts'
import packageFile from '../../../package.json' with { type: 'json' }

export const dynamic = 'force-dynamic'

/** 503 when the database or every worker is down, and from the moment this web server was asked to end. */
export async function GET(): Promise<Response> {
  const state = await readiness()
  const stopping = isStopping()
  const ready = state.ready && !stopping
  return Response.json({ version: packageFile.version, ...state, ready, stopping }, { status: ready ? 200 : 503 })
}
