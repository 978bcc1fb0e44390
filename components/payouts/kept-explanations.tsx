import { TextLink } from '#components/ui/text-link.tsx'
import type { KeptExplanation } from '#lib/payouts/explain/panel-model.ts'

const ORIGINS: Readonly<Record<string, string>> = { facts: 'our words', model: 'reworded', person: 'edited' }

/** What was kept about it before, newest first; each leads to the approval it went through. */
export function KeptExplanations({ kept }: { readonly kept: readonly KeptExplanation[] }) {
  if (kept.length === 0) return null
  return (
    <section className="flex flex-col gap-1 text-sm">
      <h3 className="font-medium">Versions</h3>
      <ul className="flex flex-col gap-1">
        {kept.map(({ version, locale, origin, proposalId, state, createdAt }) => (
          <li key={version} className="text-ink-2">
            <TextLink href={`/approvals/${proposalId}`}>{`Version ${version}`}</TextLink> {createdAt.slice(0, 10)},{' '}
            {locale}, {ORIGINS[origin] ?? origin}, {state.replaceAll('_', ' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
