import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'

/** What the payout is, with every id to copy and every page it leads to. */
export function PayoutFacts({ payout }: { readonly payout: PayoutDetail }) {
  const here = `/payouts/${payout.account}`
  const facts = [
    {
      label: 'To',
      value:
        payout.sellerId === '' ? (
          payout.owner
        ) : (
          <TextLink href={`/sellers/${payout.sellerId}`}>{payout.owner}</TextLink>
        ),
    },
    { label: 'Account', value: <CopyId id={payout.account} noun="account id" /> },
    {
      label: 'At Stripe',
      value: `${payout.status.replaceAll('_', ' ')}${payout.method === 'instant' ? ', instant' : ''}`,
    },
    { label: 'Paid out', value: payout.createdAt.slice(0, 10) },
    { label: 'Arrival', value: payout.arrivalAt.slice(0, 10) },
    {
      label: 'Trace id',
      value: payout.traceId === '' ? payout.traceStatus || '–' : <CopyId id={payout.traceId} noun="trace id" />,
    },
    ...idFact('Bank account', payout.destinationId),
    ...idFact('Balance transaction', payout.transactionId),
    ...linkFact('Journal entry', `/ledger/entries/${payout.entryId}`, payout.entryId),
    ...idFact('Came back as', payout.reversalId),
    ...linkFact('Journal entry of that', `/ledger/entries/${payout.reversalEntryId}`, payout.reversalEntryId),
    ...linkFact('Went out again with', `${here}/${payout.carriedById}`, payout.carriedById),
    ...linkFact('Takes back', `${here}/${payout.originalPayoutId}`, payout.originalPayoutId),
    ...linkFact('Taken back by', `${here}/${payout.reversedById}`, payout.reversedById),
  ]
  return <Facts facts={facts} />
}

const idFact = (label: string, id: string) =>
  id === '' ? [] : [{ label, value: <CopyId id={id} noun={label.toLowerCase()} /> }]

const linkFact = (label: string, href: string, id: string) =>
  id === '' ? [] : [{ label, value: <TextLink href={href}>{id}</TextLink> }]
