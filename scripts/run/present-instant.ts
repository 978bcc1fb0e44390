/** The product's present: the sandbox's in the demo while it runs, else the wall's. */
export async function presentInstant(): Promise<Date> {
  const { clock } = await import('#lib/platform/clock.ts')
  const { followSandboxClock } = await import('#lib/platform/sandbox-clock.ts')
  await followSandboxClock().catch(() => console.error('The sandbox does not answer: going by the wall clock.'))
  return clock.now()
}
