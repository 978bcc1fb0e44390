import type { ReactNode } from 'react'

type FactsProps = {
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[]
  /** Two columns of pairs where there is room. */
  readonly wide?: boolean
}

/** What an object is, as names and values. */
export function Facts({ facts, wide = false }: FactsProps) {
  const pairs = (
    <dl className={wide ? 'grid gap-x-8 @xl:grid-cols-2' : 'grid'}>
      {facts.map((fact) => (
        <div
          key={fact.label}
          data-wide={wide || undefined}
          className="grid min-h-9 grid-cols-[minmax(7rem,10rem)_minmax(0,1fr)] items-baseline gap-4 border-line border-b py-2 not-data-wide:last:border-b-0"
        >
          <dt className="text-ink-3 text-sm">{fact.label}</dt>
          <dd className="min-w-0 break-words text-base">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
  return wide ? <div className="@container">{pairs}</div> : pairs
}
