import Link from 'next/link'

/** Two bars of equal length: two records that agree. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path d="M5.5 7.75h9M5.5 12.25h9" strokeWidth="2.25" strokeLinecap="round" className="stroke-accent-ink" />
    </svg>
  )
}

export function Wordmark() {
  return (
    <Link
      prefetch={false}
      href="/"
      className="flex h-8 items-center gap-2 self-start rounded-md font-semibold text-lg tracking-tight"
    >
      <Mark />
      Tieout
    </Link>
  )
}
