import { MoneyText } from '#components/money/money-text.tsx'
import { Section } from '#components/ui/page.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CashDay, DayFigures } from '#lib/reconciliation/days/day-model.ts'
import type { TodayProof } from '#lib/reconciliation/days/today-proof.ts'
import { CoverText } from './cover-text.tsx'

type TodayProofSectionProps = { readonly proof: TodayProof | null; readonly now: string }

/** On the start page: whether today's money adds up so far, per currency, and which days want somebody. */
export function TodayProofSection({ proof, now }: TodayProofSectionProps) {
  if (proof === null)
    return (
      <Section title="Today’s proof">
        <p className="text-ink-2">Known once the past is read and money is posted.</p>
      </Section>
    )
  const { figures, readAt } = proof
  return (
    <Section title="Today’s proof" actions={<TextLink href={`/close/days/${figures.day}`}>The day in full</TextLink>}>
      <ScrollRegion label="Today’s proof" className="rounded-md border border-line bg-surface-raised">
        <table className="w-full text-sm">
          <thead>
            <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
              <th scope="col">Stripe balance</th>
              <th scope="col" className="hidden text-right md:table-cell">
                Opening
              </th>
              <th scope="col" className="hidden text-right md:table-cell">
                In
              </th>
              <th scope="col" className="hidden text-right md:table-cell">
                Out
              </th>
              <th scope="col" className="text-right">
                Now
              </th>
              <th scope="col" className="text-right">
                Off Stripe’s
              </th>
              <th scope="col" className="hidden text-right sm:table-cell">
                Bank lines open
              </th>
              <th scope="col" className="text-right">
                Cover
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {figures.cash.map((cash) => (
              <ProofRow key={`${cash.code}${cash.subject}${cash.currency}`} cash={cash} figures={figures} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="text-ink-2 text-sm">
        {readAt === null ? (
          'Stripe’s balance was not read yet. '
        ) : (
          <>
            Stripe’s balance was read <RelativeTime at={readAt} now={now} />.{' '}
          </>
        )}
        <Sources proof={proof} />
        <OpenDays open={proof.open} />
      </p>
    </Section>
  )
}

function ProofRow({ cash, figures }: { readonly cash: CashDay; readonly figures: DayFigures }) {
  const { code, name, currency, differenceMinor } = cash
  const isPayments = code === 'stripe_balance'
  const unmatched = figures.unmatched.find((one) => one.currency === currency)
  const cover = figures.cover.find((one) => one.currency === currency)
  const money = (minor: string) => (
    <span className="block text-right">
      <MoneyText amount={{ minor, currency }} withCurrency={false} />
    </span>
  )
  return (
    <tr className="h-9 [&>td]:px-3 [&>th]:px-3">
      <th scope="row" className="text-left font-normal">
        <TextLink href={`/close/days/${figures.day}`}>{isPayments ? currency : `${name}, ${currency}`}</TextLink>
      </th>
      <td className="hidden md:table-cell">{money(cash.openingMinor)}</td>
      <td className="hidden md:table-cell">{money(cash.inMinor)}</td>
      <td className="hidden md:table-cell">{money(cash.outMinor)}</td>
      <td className="font-medium">{money(cash.closingMinor)}</td>
      <td className={differenceMinor === '0' ? '' : 'font-medium text-bad-ink'}>
        {differenceMinor === null ? <span className="block text-right text-ink-3">–</span> : money(differenceMinor)}
      </td>
      <td className="figures hidden text-right sm:table-cell">
        {isPayments && unmatched !== undefined ? (
          <TextLink href="/bank/lines?standing=open">{unmatched.count.toLocaleString('en')}</TextLink>
        ) : (
          <span className="text-ink-3">{isPayments ? 'none' : ''}</span>
        )}
      </td>
      <td className="text-right">
        {isPayments && cover !== undefined ? <CoverText ratioBps={cover.ratioBps} /> : null}
      </td>
    </tr>
  )
}

function Sources({ proof }: { readonly proof: TodayProof }) {
  const { troubled, sourceCount } = proof
  if (troubled.length === 0) return `All ${sourceCount} sources are fresh. `
  return (
    <>
      {troubled.map(({ label, state, href }, index) => (
        <span key={label}>
          {index > 0 ? ', ' : ''}
          <TextLink href={href}>{label}</TextLink> {state}
        </span>
      ))}
      .{' '}
    </>
  )
}

function OpenDays({ open }: { readonly open: TodayProof['open'] }) {
  const [latest] = open
  if (latest === undefined) return 'Every day of the last two weeks is signed.'
  const changed = open.filter(({ state }) => state === 'changed').length
  const unsigned = open.length - changed
  return (
    <>
      {unsigned > 0 ? `${unsigned} of the last 14 days ${unsigned === 1 ? 'is' : 'are'} not signed` : null}
      {unsigned > 0 && changed > 0 ? ', ' : null}
      {changed > 0 ? `${changed} changed after signing` : null}
      {': '}
      <TextLink href={`/close/days/${latest.day}`}>{latest.day}</TextLink>
      {open.length > 1 ? ', …' : '.'}
    </>
  )
}
