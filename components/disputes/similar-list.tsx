import { TextLink } from '#components/ui/text-link.tsx'
import type { SimilarCase } from '#lib/disputes/similar-cases.ts'
import { statusLook } from '#lib/disputes/status-model.ts'

/** How earlier cases like this one ended. */
export function SimilarList({ cases }: { readonly cases: readonly SimilarCase[] }) {
  if (cases.length === 0) return <p className="text-ink-2">No case of this reason was closed so far.</p>
  return (
    <ul className="flex flex-col gap-1">
      {cases.map(({ id, amount, status, isAnswered, createdOn }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-3">
          <TextLink href={`/disputes/${id}`}>{amount}</TextLink>
          <span className="text-ink-2 text-sm">
            {statusLook(status).word}, {isAnswered ? 'answered' : 'not answered'}, {createdOn}
          </span>
        </li>
      ))}
    </ul>
  )
}
