import { Card } from '#components/ui/card.tsx'
import type { CasePage } from '#lib/disputes/read-case-page.ts'
import { PATH_WORDS } from '#lib/disputes/recommend-model.ts'
import { EffectTable } from './effect-table.tsx'

type CaseAdviceProps = Pick<CasePage, 'advice' | 'effects' | 'chance'>

/** What we would do and why, with what each way would do to everybody's money. */
export function CaseAdvice({ advice, effects, chance }: CaseAdviceProps) {
  return (
    <Card title={`Recommended: ${PATH_WORDS[advice.path].toLowerCase()}`}>
      <div className="flex flex-col gap-4">
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {advice.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {effects.loss === null ? null : <li>{chance.words}</li>}
        </ul>
        {[effects.refund, effects.loss].map((preview) =>
          preview === null ? null : (
            <div key={preview.title} className="flex flex-col gap-2 rounded-md bg-surface-sunken px-4 py-3">
              <h3 className="font-semibold">{preview.title}</h3>
              <EffectTable preview={preview} />
            </div>
          ),
        )}
      </div>
    </Card>
  )
}
