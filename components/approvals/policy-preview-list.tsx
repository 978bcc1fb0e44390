import { TextLink } from '#components/ui/text-link.tsx'
import type { PolicyPreview } from '#lib/approvals/preview-policy.ts'

const WORDS = { blocked: 'blocked', needs_approval: 'a person', automatic: 'by itself' } as const

const wayOf = ({ decision, approvalsNeeded }: PolicyPreview['differences'][number]['inForce']) =>
  approvalsNeeded > 1 ? `${approvalsNeeded} people` : WORDS[decision]

/** What would have been decided differently, the largest first. */
export function PolicyPreviewList({ preview }: { readonly preview: PolicyPreview }) {
  const { lookedAt, differing, differences } = preview
  return (
    <div role="status" className="flex flex-col gap-2 pt-4">
      <p className="font-medium">
        {`Of ${lookedAt} proposals of the last 30 days, ${differing} would have been decided differently.`}
      </p>
      <ul className="flex flex-col gap-2 text-sm">
        {differences.map(({ id, summary, inForce, asked }) => (
          <li key={id} className="flex flex-col gap-0.5">
            <TextLink href={`/approvals/${id}`}>{summary}</TextLink>
            <span className="text-ink-2">{`${wayOf(inForce)} → ${wayOf(asked)}: ${asked.sentence}`}</span>
          </li>
        ))}
      </ul>
      {differing > differences.length ? (
        <p className="text-ink-3 text-sm">{`The largest ${differences.length} are shown.`}</p>
      ) : null}
    </div>
  )
}
