import { MoneyText } from '#components/money/money-text.tsx'
import type { EffectPreview } from '#lib/disputes/effect-model.ts'

/** What a path would do to everybody's money, before anybody takes it. */
export function EffectTable({ preview }: { readonly preview: EffectPreview }) {
  return (
    <div className="flex flex-col gap-2">
      <dl
        aria-label={`What would change: ${preview.title}`}
        className="grid grid-cols-[minmax(0,1fr)_minmax(0,auto)] gap-x-4 gap-y-1.5"
      >
        {preview.lines.map(({ label, before, after, currency, note }) => (
          <div key={label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-2">
              {label}
              {note === '' ? null : <span className="block text-ink-3 text-sm">{note}</span>}
            </dt>
            <dd className="figures text-right">
              {before === after ? null : (
                <>
                  <MoneyText amount={{ minor: before, currency }} withCurrency={false} />
                  <span className="text-ink-3"> → </span>
                  <span className="sr-only">then </span>
                </>
              )}
              <MoneyText amount={{ minor: after, currency }} />
            </dd>
          </div>
        ))}
      </dl>
      {preview.notes.map((note) => (
        <p key={note} className="text-ink-2 text-sm">
          {note}
        </p>
      ))}
    </div>
  )
}
