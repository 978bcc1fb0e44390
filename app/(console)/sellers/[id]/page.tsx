import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { cache } from 'react'
import { AdjustDialog } from '#components/adjustments/adjust-dialog.tsx'
import { ContractVersions } from '#components/contracts/contract-versions.tsx'
import { StartContractDialog } from '#components/contracts/start-contract-dialog.tsx'
import { HealthView } from '#components/health/health-view.tsx'
import { SellerStatements } from '#components/payouts/seller-statements.tsx'
import { FailedPayoutNote } from '#components/sellers/failed-payout-note.tsx'
import { HoldDialog } from '#components/sellers/hold-dialog.tsx'
import { HoldList } from '#components/sellers/hold-list.tsx'
import { InviteOwnerDialog } from '#components/sellers/invite-owner-dialog.tsx'
import { ReceivableAgeing } from '#components/sellers/receivable-ageing.tsx'
import { SellerBalances } from '#components/sellers/seller-balances.tsx'
import { SellerFacts } from '#components/sellers/seller-facts.tsx'
import { SellerHistory } from '#components/sellers/seller-history.tsx'
import { SellerMessages } from '#components/sellers/seller-messages.tsx'
import { SellerReceivables } from '#components/sellers/seller-receivables.tsx'
import { SellerTitle } from '#components/sellers/seller-title.tsx'
import { ViewAsButton } from '#components/sellers/view-as-button.tsx'
import { WaitingList } from '#components/sellers/waiting-list.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { readHealth } from '#lib/health/read-health.ts'
import { sellerTimeline } from '#lib/health/sellers/seller-timeline.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import { listStatements, statementAccounts } from '#lib/payouts/statements/read-statements.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { readSellerPage } from '#lib/settlements/read-seller-page.ts'
import { ageingOf } from '#lib/settlements/receivable.ts'

const VIEWS = ['overview', 'money', 'statements', 'health', 'messages', 'activity'] as const
const VIEW_WORDS = {
  overview: 'Overview',
  money: 'Money',
  statements: 'Statements',
  health: 'Health',
  messages: 'Messages',
  activity: 'Activity',
} as const
const loadView = createLoader({
  view: parseAsStringLiteral(VIEWS).withDefault('overview'),
  after: parseAsString,
  before: parseAsString,
})

/** Read once, for the title and the page. */
const sellerOf = cache(async (id: string) => readSellerPage(await requirePermission('sellers.read'), id))

export async function generateMetadata({ params }: PageProps<'/sellers/[id]'>): Promise<Metadata> {
  return { title: (await sellerOf((await params).id))?.seller.name ?? 'Seller' }
}

export default async function SellerPage({ params, searchParams }: PageProps<'/sellers/[id]'>) {
  const actor = await requirePermission('sellers.read')
  const { view, after, before } = await loadView(searchParams)
  const found = await sellerOf((await params).id)
  if (found === null) notFound()
  const health = view === 'health' ? await read(actor.scope, (tx) => readHealth(tx, found.seller.id)) : null
  const activity =
    view === 'activity'
      ? await read(actor.scope, (tx) =>
          sellerTimeline(tx, { seller: found.seller, timeZone: actor.entity.bookTimeZone, after, before }),
        )
      : null
  const issued =
    view === 'statements'
      ? await read(actor.scope, async (tx) => ({
          statements: await listStatements(tx, found.seller.id),
          accounts: await statementAccounts(tx, found.seller.id),
        }))
      : null
  const messages =
    view === 'messages'
      ? await read(actor.scope, (tx) => listMessages(tx, { sellerId: found.seller.id, after, before, limit: 50 }))
      : null
  const { seller, contract, balances, receivables, failedPayout, waiting } = found
  const canHold = can(actor, 'sellers.hold')
  const at = clock.now()
  const isHeld = seller.holds.some((hold) => hold.liftedAt === null)
  const actions = (
    <>
      {can(actor, 'sellers.invite') ? (
        <InviteOwnerDialog sellerId={seller.id} sellerName={seller.name} email={seller.email} />
      ) : null}
      {can(actor, 'sellers.view_as') ? <ViewAsButton sellerId={seller.id} /> : null}
      {can(actor, 'adjustments.work') ? (
        <AdjustDialog sellerId={seller.id} sellerName={seller.name} currency={seller.currency} />
      ) : null}
      {canHold && !isHeld ? <HoldDialog sellerId={seller.id} sellerName={seller.name} /> : null}
    </>
  )
  return (
    <Page>
      <SellerTitle seller={seller} actions={actions} />
      {failedPayout === null ? null : <FailedPayoutNote payout={failedPayout} account={seller.stripeAccount} />}
      <SellerBalances balances={balances} sellerId={seller.id} />
      <LinkTabs
        label="Seller"
        tabs={VIEWS.map((one) => ({
          href: one === 'overview' ? `/sellers/${seller.id}` : `/sellers/${seller.id}?view=${one}`,
          label: VIEW_WORDS[one],
          current: one === view,
        }))}
      />
      {activity === null ? null : (
        <Section title="What happened" actions={<TextLink href={`/audit?q=${seller.id}`}>Audit trail</TextLink>}>
          <SellerHistory
            sellerId={seller.id}
            page={activity}
            now={at.toISOString()}
            timeZone={actor.entity.bookTimeZone}
          />
        </Section>
      )}
      {issued === null ? null : (
        <SellerStatements {...issued} sellerId={seller.id} canIssue={can(actor, 'payouts.work')} />
      )}
      {messages === null ? null : <SellerMessages sellerId={seller.id} page={messages} now={at.toISOString()} />}
      {view === 'health' ? <HealthView health={health} /> : null}
      {view === 'money' ? (
        <>
          <Section title="What waits">
            <WaitingList waiting={waiting} />
          </Section>
          {receivables.length === 0 ? null : (
            <Section title="Receivable">
              <ReceivableAgeing
                ageing={ageingOf(receivables)}
                seller={{ id: seller.id, name: seller.name }}
                canWriteOff={can(actor, 'adjustments.work')}
              />
              <SellerReceivables receivables={receivables} lossesPayer={seller.lossesPayer} />
            </Section>
          )}
        </>
      ) : null}
      {view === 'overview' ? (
        <Split
          aside={
            <Card title="Holds">
              <HoldList
                holds={seller.holds}
                sellerName={seller.name}
                canHold={canHold}
                now={at.toISOString()}
                timeZone={actor.entity.bookTimeZone}
              />
            </Card>
          }
        >
          <Section
            title="Account"
            actions={
              <span className="flex gap-4">
                <TextLink href={`/settlements?seller=${seller.id}`}>Settlements</TextLink>
                <TextLink href={`/payouts?account=${seller.stripeAccount}`}>Payouts</TextLink>
              </span>
            }
          >
            <SellerFacts seller={seller} />
          </Section>
          <Section
            title="Contract"
            actions={
              contract?.isDefault !== false && can(actor, 'contracts.write') ? (
                <StartContractDialog sellerId={seller.id} sellerName={seller.name} />
              ) : null
            }
          >
            <ContractVersions contract={contract} today={accountingOn(actor.entity, at)} />
          </Section>
        </Split>
      ) : null}
    </Page>
  )
}
