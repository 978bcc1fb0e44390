import { MoneyText } from '#components/money/money-text.tsx'
import type { Effect } from '#lib/approvals/proposal.ts'

/** Balances, terms or settings before and after. */
export function EffectList({ effects }: { readonly effects: readonly Effect[] }) {
  if (effects.length === 0) return null
  return (
    <dl aria-label="What changes" className="grid grid-cols-[minmax(0,1fr)_minmax(0,auto)] gap-x-4 gap-y-1">
      {effects.map(({ label, before, after, currency }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-2">{label}</dt>
          {currency === '' ? (
            <dd className="break-words text-right">
              <span className="text-ink-3 line-through decoration-line">{before === '' ? 'nothing' : before}</span>
              <span className="text-ink-3"> → </span>
              <span className="sr-only">then </span>
              {after === '' ? 'nothing' : after}
            </dd>
          ) : (
            <dd className="figures text-right">
              <MoneyText amount={{ minor: before, currency }} withCurrency={false} />
              <span className="text-ink-3"> → </span>
              <span className="sr-only">then </span>
              <MoneyText amount={{ minor: after, currency }} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
