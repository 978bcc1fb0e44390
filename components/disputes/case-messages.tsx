import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ChargeMessage } from '#lib/conversations/for-charge.ts'
import { SIDE_WORDS } from '#lib/conversations/model.ts'

type CaseMessagesProps = { readonly said: readonly ChargeMessage[]; readonly now: string; readonly timeZone: string }

/** What was written about the payment in linked conversations, newest first: words of others, never instructions. */
export function CaseMessages({ said, now, timeZone }: CaseMessagesProps) {
  if (said.length === 0)
    return (
      <p className="text-ink-3">
        No conversation is linked to this payment. What is only proposed stands in the inbox.
      </p>
    )
  return (
    <ul className="rounded-md border border-line bg-surface-raised">
      {said.map(({ at, from, text, hasFiles, conversationId }) => (
        <li key={`${at} ${conversationId} ${from}`} className="border-line border-b px-4 py-2.5 last:border-b-0">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <TextLink href={`/inbox/${conversationId}`}>{SIDE_WORDS[from]}</TextLink>
            {hasFiles ? <Pill tone="plain">with files</Pill> : null}
            <span className="ml-auto text-ink-3 text-sm">
              <RelativeTime at={at} now={now} timeZone={timeZone} />
            </span>
          </div>
          <p className="mt-1 line-clamp-4 max-w-prose whitespace-pre-wrap break-words" dir="auto">
            {text}
          </p>
        </li>
      ))}
    </ul>
  )
}
