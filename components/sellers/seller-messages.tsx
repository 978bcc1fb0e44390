import { ButtonLink } from '#components/ui/button-link.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { MessageRow } from '#lib/messages/list-messages.ts'
import { messageLook } from '#lib/messages/model.ts'
import type { Page } from '#lib/platform/page-key.ts'

type SellerMessagesProps = { readonly sellerId: string; readonly page: Page<MessageRow>; readonly now: string }

/** Everything that was told to a seller, newest first; a row opens to how far it got. */
export function SellerMessages({ sellerId, page, now }: SellerMessagesProps) {
  const { rows, nextCursor, previousCursor } = page
  if (rows.length === 0) return <p className="text-ink-2">Nothing was told to this seller yet.</p>
  const here = `/sellers/${sellerId}?view=messages`
  return (
    <>
      <ul className="flex flex-col">
        {rows.map(({ id, subject, to, state, attempts, lastError, createdAt, sentAt }) => (
          <li key={id} className="border-line border-t">
            <details>
              <summary className="flex min-h-11 cursor-pointer items-center gap-3 py-1">
                <bdi className="min-w-0 grow truncate">{subject}</bdi>
                <Pill tone={messageLook(state).tone}>{messageLook(state).word}</Pill>
                <span className="whitespace-nowrap text-ink-3 text-sm">
                  <RelativeTime at={sentAt ?? createdAt} now={now} />
                </span>
              </summary>
              <div className="flex flex-col gap-1 pb-3 text-sm">
                <p className="break-words text-ink-2">{`To ${to}, ${attempts === 1 ? 'one try' : `${attempts} tries`}`}</p>
                {lastError === '' ? null : <p className="break-words">{lastError}</p>}
                <p>
                  <TextLink href={`/messages/${id}`}>The message</TextLink>
                </p>
              </div>
            </details>
          </li>
        ))}
      </ul>
      <nav aria-label="Pages" className="flex items-center gap-4 border-line border-t pt-3">
        {previousCursor === null ? null : (
          <TextLink href={`${here}&before=${encodeURIComponent(previousCursor)}`}>Newer</TextLink>
        )}
        {nextCursor === null ? null : (
          <TextLink href={`${here}&after=${encodeURIComponent(nextCursor)}`}>Older</TextLink>
        )}
        <ButtonLink size="sm" download href={`/api/exports/messages?sellerId=${sellerId}`}>
          Export
        </ButtonLink>
      </nav>
    </>
  )
}
