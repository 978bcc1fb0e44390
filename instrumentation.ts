/** Runs once when the web server starts: in the demo, its present follows the sandbox's clock as the worker's does. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { followSandboxClock, keepFollowingSandboxClock } = await import('#lib/platform/sandbox-clock.ts')
  const { log } = await import('#lib/platform/log.ts')
  await followSandboxClock().catch((error: unknown) =>
    log.warn({ error: String(error) }, 'the sandbox clock did not answer'),
  )
  keepFollowingSandboxClock()
}
