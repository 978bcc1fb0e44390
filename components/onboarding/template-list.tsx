import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { TemplateView } from '#lib/onboarding/templates.ts'
import { RetireButton } from './retire-button.tsx'

type TemplateListProps = { readonly templates: readonly TemplateView[]; readonly mayChange: boolean }

/** Templates in words, with how often each was used. */
export function TemplateList({ templates, mayChange }: TemplateListProps) {
  if (templates.length === 0) {
    return (
      <EmptyState title="There is no template yet">An approver or administrator copies one from a contract.</EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {templates.map(({ id, name, version, note, createdByName, createdAt, inWords, invitedCount }) => (
        <Card
          key={id}
          title={name}
          actions={mayChange ? <RetireButton templateId={id} name={name} /> : null}
          footer={
            <span className="text-ink-3 text-sm">
              Version {version} of {createdAt.slice(0, 10)}
              {createdByName === '' ? '' : ` by ${createdByName}`} ·{' '}
              {invitedCount === 1 ? '1 seller was' : `${invitedCount} sellers were`} invited with it
            </span>
          }
        >
          {note === '' ? null : <p className="mb-2 text-ink-2">{note}</p>}
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {inWords.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}
