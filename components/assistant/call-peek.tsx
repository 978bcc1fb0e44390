import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { callLook, costWords } from '#lib/assistant/call-model.ts'
import type { CallRow } from '#lib/assistant/list-calls.ts'

/** One call in full: who asked, with what, and what came of it. */
export function CallPeek({ row }: { readonly row: CallRow }) {
  const { conversationId, conversationTitle } = row
  return (
    <div className="flex flex-col gap-5">
      {row.detail === '' ? null : <p>{row.detail}</p>}
      <Facts
        facts={[
          { label: 'Asked by', value: row.personName },
          { label: 'When (UTC)', value: row.at.replace('T', ' ').slice(0, 19) },
          { label: 'Outcome', value: callLook(row.outcome).word },
          { label: 'Model', value: row.model },
          ...(row.kind === 'tool'
            ? [{ label: 'Rows', value: `${row.rowCount}` }]
            : [{ label: 'Tokens', value: `${row.tokensIn} read, ${row.tokensOut} written` }]),
          { label: 'Cost', value: costWords(row.costMicros) || 'nothing' },
          { label: 'Took', value: `${row.tookMs} ms` },
          { label: 'Conversation', value: whereAsked(conversationId, conversationTitle) },
          { label: 'Call', value: <CopyId id={row.id} noun="call id" /> },
        ]}
      />
      <Words title="Called with" words={pretty(row.arguments)} />
      <Words title="Reasoning shown" words={row.reasoning} />
    </div>
  )
}

function whereAsked(id: string, title: string | null) {
  if (id === '') return 'None: asked on the command line'
  if (title !== null) return <TextLink href={`/assistant/${id}`}>{title}</TextLink>
  return 'Not yours to read, or deleted'
}

function Words({ title, words }: { readonly title: string; readonly words: string }) {
  if (words === '') return null
  return (
    <section>
      <h3 className="pb-1.5 font-medium text-sm">{title}</h3>
      <pre className="whitespace-pre-wrap break-words rounded-md bg-surface-sunken p-3 font-mono text-xs">{words}</pre>
    </section>
  )
}

/** JSON on lines of its own; what is cut or none stays as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text // Cut where it became too long, or never JSON: a model wrote it.
  }
}
