import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { BankProof } from '#components/payouts/bank-proof.tsx'
import { ExpectedPayout } from '#components/payouts/expected-payout.tsx'
import { ExplainSheet } from '#components/payouts/explain-sheet.tsx'
import { ExplainedToSeller } from '#components/payouts/explained-to-seller.tsx'
import { PayoutFacts } from '#components/payouts/payout-facts.tsx'
import { PayoutHistory } from '#components/payouts/payout-history.tsx'
import { PayoutLines } from '#components/payouts/payout-lines.tsx'
import { PayoutTitle } from '#components/payouts/payout-title.tsx'
import { PayoutWaterfall } from '#components/payouts/payout-waterfall.tsx'
import { TieOutSum } from '#components/payouts/tie-out-sum.tsx'
import { Card } from '#components/ui/card.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { explainPowers } from '#lib/assistant/reword-explanation.ts'
import { explainPayout } from '#lib/payouts/explain/explain-payout.ts'
import { EXPLAIN_LOCALES } from '#lib/payouts/explain/explanation-model.ts'
import { payoutInWords } from '#lib/payouts/explain-words.ts'
import { readPayoutPage } from '#lib/payouts/get-payout.ts'
import { clock } from '#lib/platform/clock.ts'
import { readPayoutProof } from '#lib/reconciliation/payout-proof.ts'

export const metadata: Metadata = { title: 'Payout' }

const LINES_SHOWN = 100
const loadQuery = createLoader({
  category: parseAsString,
  lines: parseAsString,
  lang: parseAsStringLiteral(EXPLAIN_LOCALES),
})

export default async function PayoutPage({ params, searchParams }: PageProps<'/payouts/[account]/[id]'>) {
  const actor = await requirePermission('payouts.read')
  const { account, id } = await params
  const { category, lines, lang } = await loadQuery(searchParams)
  const key = { account, payoutId: id }
  const [found, proof, explanation] = await Promise.all([
    readPayoutPage(actor, key, { category, after: lines, limit: LINES_SHOWN }),
    readPayoutProof(actor, key),
    explainPayout(actor.scope, id, lang, account),
  ])
  if (found === null) notFound()
  const { payout, page, moments } = found
  const now = clock.now().toISOString()
  return (
    <Page>
      <PayoutTitle
        payout={payout}
        explanation={payoutInWords(payout, now)}
        actions={
          payout.isPlatform ? null : (
            <ExplainSheet about={{ kind: 'payout', id, account }} powers={explainPowers(actor)} />
          )
        }
      />
      <Split
        aside={
          <>
            <Card title="Expected and paid out">
              <ExpectedPayout payout={payout} />
            </Card>
            <Card title="At the bank">
              <BankProof proof={proof} isPlatform={payout.isPlatform} />
            </Card>
            <Card title="About">
              <PayoutFacts payout={payout} />
            </Card>
            <Card title="History">
              <PayoutHistory
                moments={moments}
                canSeeEvents={can(actor, 'events.read')}
                now={now}
                timeZone={actor.entity.bookTimeZone}
              />
            </Card>
          </>
        }
      >
        <PayoutWaterfall payout={payout} />
        {payout.isPlatform || explanation === null ? null : (
          <ExplainedToSeller explanation={explanation} here={`/payouts/${account}/${id}`} />
        )}
        <Section title="The arithmetic">
          <TieOutSum payout={payout} />
        </Section>
        <Section title="Lines">
          <PayoutLines payout={payout} page={page} category={category} isFirst={lines === null} />
        </Section>
      </Split>
    </Page>
  )
}
