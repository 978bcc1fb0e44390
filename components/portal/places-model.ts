import type { Words } from '#lib/portal/words-model.ts'

type Place = { readonly href: string; readonly word: keyof Words; readonly icon: string }

/** What stands at the bottom of every page of the portal; the paths are drawn in a square of 24. */
export const BOTTOM: readonly Place[] = [
  { href: '/portal', word: 'earnings', icon: 'M4 19V9m5 10V5m5 14v-7m5 7V8' },
  { href: '/portal/payouts', word: 'payouts', icon: 'M4 10h16M5 10l7-5 7 5M6 10v8m4-8v8m4-8v8m4-8v8M4 19h16' },
  { href: '/portal/fees', word: 'fees', icon: 'M7 7h.01M17 17h.01M18 6 6 18' },
  { href: '/portal/ask', word: 'ask', icon: 'M5 5h14v11H9l-4 3z' },
  { href: '/portal/more', word: 'more', icon: 'M5 12h.01M12 12h.01M19 12h.01' },
]

/** What stands on the page behind "More". */
export const FURTHER: readonly Omit<Place, 'icon'>[] = [
  { href: '/portal/statements', word: 'statements' },
  { href: '/portal/disputes', word: 'disputes' },
  { href: '/portal/bank', word: 'bank' },
  { href: '/portal/messages', word: 'messages' },
  { href: '/portal/people', word: 'people' },
]
