import type { Instrumentation } from 'next'

/** Once per web server, before the first request: the product's present is the sandbox's from the start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { followSandboxClock, keepFollowingSandboxClock } = await import('#lib/platform/sandbox-clock.ts')
  const { log } = await import('#lib/platform/log.ts')
  await followSandboxClock().catch((error: unknown) =>
    log.warn({ error: String(error) }, 'the sandbox clock did not answer'),
  )
  keepFollowingSandboxClock()
}

/** A fault while rendering a page: the digest is what the person was shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('#lib/platform/log.ts')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log.error({ fault: digest, path: request.path, error: text }, 'a page failed')
}
