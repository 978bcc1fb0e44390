import { hrefFor } from '#components/shell/object-link.ts'
import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ConversationDetail } from '#lib/conversations/get-conversation.ts'
import { CHANNEL_WORDS, ENDING_WORDS, SIDE_WORDS } from '#lib/conversations/model.ts'

type Props = { readonly conversation: ConversationDetail; readonly now: string; readonly timeZone: string }

/** Who it is with, since when it waits, whose it is, and what came of it. */
export function ConversationFacts({ conversation, now, timeZone }: Props) {
  const {
    correspondent,
    side,
    sellerId,
    sellerName,
    channel,
    waitingSince,
    ownerName,
    ticketId,
    ending,
    replyProposalId,
  } = conversation
  const ticket = hrefFor('ticket', ticketId)
  return (
    <Facts
      facts={[
        { label: 'With', value: <span className="break-all">{correspondent}</span> },
        { label: 'Who it is', value: SIDE_WORDS[side] },
        {
          label: 'Seller',
          value:
            sellerId === '' ? (
              'none known'
            ) : (
              <TextLink href={`/sellers/${sellerId}`}>{sellerName || sellerId}</TextLink>
            ),
        },
        { label: 'Came by', value: CHANNEL_WORDS[channel] },
        {
          label: 'Waits since',
          value:
            waitingSince === null ? 'nobody waits' : <RelativeTime at={waitingSince} now={now} timeZone={timeZone} />,
        },
        { label: 'Owner', value: ownerName || 'nobody' },
        ...(ending === '' ? [] : [{ label: 'How it ended', value: ENDING_WORDS[ending] }]),
        ...(ticketId === '' || ticket === null
          ? []
          : [{ label: 'Ticket', value: <TextLink href={ticket}>{ticketId}</TextLink> }]),
        ...(replyProposalId === ''
          ? []
          : [{ label: 'Answer', value: <TextLink href={`/approvals/${replyProposalId}`}>its proposal</TextLink> }]),
      ]}
    />
  )
}
