import type { Route } from 'next'
import Link from 'next/link'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { wordsIn } from '#lib/onboarding/words-model.ts'

/** Leads a new seller to what is left to do before it is paid. */
export function OnboardingNote({ locale }: { readonly locale: PortalLocale }) {
  const words = wordsIn(locale)
  return (
    <Link
      prefetch={false}
      href={'/portal/onboarding' as Route}
      className="flex min-h-12 items-center justify-between gap-3 rounded-md bg-warn-tint px-4 py-3 text-warn-ink"
    >
      <span>
        <span className="block font-medium">{words.title}</span>
        <span className="text-sm">{words.lead}</span>
      </span>
      <span aria-hidden>›</span>
    </Link>
  )
}
