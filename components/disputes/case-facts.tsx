import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CasePage } from '#lib/disputes/read-case-page.ts'
import { statusLook } from '#lib/disputes/status-model.ts'

type CaseFactsProps = Pick<CasePage, 'case' | 'charge' | 'standing' | 'leftMinor'> & {
  readonly now: string
  readonly timeZone: string
}

/** The payment, whose sale it is, who bears a loss, and what else hangs on it. */
export function CaseFacts({ case: found, charge, standing, leftMinor, now, timeZone }: CaseFactsProps) {
  const { settlement, sellers, bearer, siblings, feeMinor } = standing
  const of = (minor: bigint, currency: string) => <MoneyText amount={{ minor: minor.toString(), currency }} />
  return (
    <Facts
      wide
      facts={[
        { label: found.kind === 'warning' ? 'At risk' : 'Disputed', value: of(found.amountMinor, found.currency) },
        {
          label: 'Payment',
          value: (
            <>
              {of(charge.amountMinor, charge.currency)},{' '}
              <RelativeTime at={charge.createdAt.toISOString()} now={now} timeZone={timeZone} />
            </>
          ),
        },
        { label: 'Refunded', value: of(charge.refundedMinor, charge.currency) },
        { label: 'Can be refunded', value: of(leftMinor, charge.currency) },
        ...(found.dueAt === null
          ? []
          : [
              {
                label: 'Answer by',
                value: <RelativeTime at={found.dueAt.toISOString()} now={now} timeZone={timeZone} />,
              },
            ]),
        { label: 'Fee of the dispute', value: of(feeMinor, found.currency) },
        {
          label: 'Settlement',
          value:
            settlement === null ? (
              'not settled'
            ) : (
              <TextLink href={`/settlements/${settlement.id}`}>{settlement.orderId || settlement.id}</TextLink>
            ),
        },
        {
          label: 'Seller',
          value:
            sellers.length === 0
              ? 'nobody named'
              : sellers.map(({ id, name }) => (
                  <span key={id} className="block">
                    <TextLink href={`/sellers/${id}`}>{name}</TextLink>
                  </span>
                )),
        },
        {
          label: 'Who bears a loss',
          value: bearer.map((words) => (
            <span key={words} className="block">
              {words}
            </span>
          )),
        },
        {
          label: 'Also on this payment',
          value:
            siblings.length === 0
              ? 'no other dispute'
              : siblings.map(({ id, amount, status }) => (
                  <span key={id} className="block">
                    <TextLink href={`/disputes/${id}`}>{amount}</TextLink>, {statusLook(status).word}
                  </span>
                )),
        },
      ]}
    />
  )
}
