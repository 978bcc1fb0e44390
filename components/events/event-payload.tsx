/** A region that scrolls is reached by keyboard. */
const REACHABLE = { tabIndex: 0 } as const

/** What was received, as text. */
export function EventPayload({ payload }: { readonly payload: string | null }) {
  if (payload === null) {
    return <p className="text-ink-2">The payload may name buyers. Administrators and operators can read it.</p>
  }
  return (
    <section
      aria-label="Payload"
      {...REACHABLE}
      className="max-h-[32rem] overflow-auto rounded-md border border-line bg-surface-sunken p-4"
    >
      <pre className="font-mono text-sm">{payload}</pre>
    </section>
  )
}
