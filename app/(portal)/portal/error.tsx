'use client'

import { useSyncExternalStore } from 'react'
import { FAILED_WORDS } from '#components/portal/failed-words-model.ts'
import { portalLocale } from '#lib/access/seller-model.ts'

const never = () => () => undefined
/** The layout around this page says the reader's language. */
const languageOfLayout = () => document.querySelector<HTMLElement>('div[lang]')?.lang ?? 'en'

export default function PortalError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}) {
  const locale = useSyncExternalStore(never, languageOfLayout, () => 'en')
  const words = FAILED_WORDS[portalLocale(locale)]
  return (
    <section role="alert" className="flex min-h-[50dvh] flex-col items-start justify-center gap-3">
      <h1 className="font-semibold text-xl">{words.title}</h1>
      <p className="text-ink-2">{words.lead}</p>
      {error.digest === undefined ? null : <p className="font-mono text-ink-3 text-sm">{error.digest}</p>}
      <button type="button" onClick={reset} className="min-h-11 rounded-md border border-line-strong px-4 font-medium">
        {words.again}
      </button>
    </section>
  )
}
