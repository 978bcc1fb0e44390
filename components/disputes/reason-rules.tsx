import { fieldName } from '#lib/disputes/evidence-model.ts'
import type { CasePage } from '#lib/disputes/read-case-page.ts'
import { networkNote, ruleOfReason } from '#lib/disputes/reason-model.ts'

type ReasonRulesProps = Pick<CasePage, 'case' | 'wanted' | 'held'>

/** What the reason means, what an answer has to prove, and which of it we hold. */
export function ReasonRules({ case: found, wanted, held }: ReasonRulesProps) {
  const rule = ruleOfReason(found.reason)
  const note = networkNote(found.network, found.reason)
  return (
    <div className="flex flex-col gap-2">
      <p>
        <strong className="font-semibold">{rule.name}</strong>
        {found.networkCode === '' ? null : (
          <span className="text-ink-3">
            {' '}
            ({found.network} {found.networkCode})
          </span>
        )}
        . {rule.claim}
      </p>
      <p>{rule.proof}</p>
      {note === '' ? null : <p className="text-ink-2">{note}</p>}
      {wanted.length === 0 ? null : (
        <ul className="flex flex-col gap-1" aria-label="What decides it">
          {wanted.map((field) => (
            <li key={field} className={held.includes(field) ? 'text-good-ink' : 'text-ink-2'}>
              {held.includes(field) ? '✓' : '–'} {fieldName(field)}
              <span className="sr-only">{held.includes(field) ? ': held' : ': missing'}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
