import { hrefFor } from '#components/shell/object-link.ts'
import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { MessageDetail } from '#lib/messages/list-messages.ts'
import { messageKindWord } from '#lib/messages/model.ts'

/** What was to be told to whom, and where it can be found there. */
export function MessageFacts({ message, now }: { readonly message: MessageDetail; readonly now: string }) {
  const subject = hrefFor(message.subjectKind, message.subjectId)
  const waits = message.state === 'queued' || message.state === 'failed'
  return (
    <Facts
      wide
      facts={[
        { label: 'Kind', value: messageKindWord(message.kind) },
        { label: 'To', value: message.to },
        {
          label: 'About',
          value: subject === null ? message.subjectId : <TextLink href={subject}>{message.subjectId}</TextLink>,
        },
        { label: 'Queued', value: <RelativeTime at={message.createdAt} now={now} /> },
        { label: 'Asked by', value: message.createdBy },
        { label: 'Tries', value: String(message.attempts) },
        ...(waits ? [{ label: 'Next try', value: <RelativeTime at={message.dueAt} now={now} /> }] : []),
        ...(message.sentAt === null ? [] : [{ label: 'Sent', value: <RelativeTime at={message.sentAt} now={now} /> }]),
        ...(message.remoteId === ''
          ? []
          : [
              {
                label: 'Over there',
                value: /^https:\/\//.test(message.remoteUrl) ? (
                  <a href={message.remoteUrl} rel="noreferrer" target="_blank" className="underline underline-offset-3">
                    {message.remoteId}
                  </a>
                ) : (
                  <span className="font-mono text-sm">{message.remoteId}</span>
                ),
              },
            ]),
        ...(message.requestId === ''
          ? []
          : [{ label: 'Their request id', value: <span className="font-mono text-sm">{message.requestId}</span> }]),
        { label: 'Once for', value: <span className="font-mono text-sm">{message.onceKey}</span> },
      ]}
    />
  )
}
