import { MoneyText } from '#components/money/money-text.tsx'
import { hrefFor } from '#components/shell/object-link.ts'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Check } from '#lib/settlements/checks.ts'
import type { ShareDetail } from '#lib/settlements/get-settlement.ts'
import { shareLook } from '#lib/settlements/state-model.ts'
import { ProposeAgainButton } from './propose-again-button.tsx'

type ShareListProps = {
  readonly settlementId: string
  readonly shares: readonly ShareDetail[]
  readonly checks: readonly Check[]
  readonly canWork: boolean
}

/** What each seller is owed, how far it got, and where its proposal is. */
export function ShareList({ settlementId, shares, checks, canWork }: ShareListProps) {
  if (shares.length === 0) return <p className="text-ink-2">Nobody is owed anything.</p>
  return (
    <ul className="divide-y divide-line">
      {shares.map((share) => {
        const { word, tone } = shareLook(share.state)
        return (
          <li key={share.sellerId} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span>
                <TextLink href={`/sellers/${share.sellerId}`}>{share.sellerName}</TextLink>
                {share.tierLabel === '' ? null : <span className="text-ink-2">, {share.tierLabel}</span>}
              </span>
              <Pill tone={tone}>{word}</Pill>
            </div>
            <div className="text-sm">
              <MoneyText amount={share.owed} /> owed, <MoneyText amount={share.transferred} /> transferred
            </div>
            <ShareNetting share={share} />
            {share.reason === '' ? null : <div className="text-ink-2 text-sm">{share.reason}</div>}
            {share.transferIds.length === 0 ? null : (
              <div className="break-all font-mono text-ink-3 text-xs">{share.transferIds.join(', ')}</div>
            )}
            <div className="flex flex-wrap items-center gap-3 text-sm">
              {share.proposalId === '' ? null : (
                <TextLink href={`/approvals/${share.proposalId}`}>
                  Proposal ({share.proposalState.replaceAll('_', ' ')})
                </TextLink>
              )}
              {canWork && mayProposeAgain(share, checks) ? (
                <ProposeAgainButton
                  settlementId={settlementId}
                  sellerId={share.sellerId}
                  sellerName={share.sellerName}
                />
              ) : null}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** What the seller owes of it, and what was kept back for or from other settlements. */
function ShareNetting({ share }: { readonly share: ShareDetail }) {
  return (
    <>
      {share.carry.minor === '0' ? null : (
        <div className="text-sm text-warn-ink">
          <MoneyText amount={share.carry} /> owed by the seller, carried into the next settlements
        </div>
      )}
      {share.netted.map(({ settlementId, amount, isHere }) => (
        <div key={`${settlementId}-${isHere}`} className="text-sm">
          <MoneyText amount={amount} /> kept back {isHere ? 'here for what is owed from' : 'for this in'}{' '}
          <TextLink href={hrefFor(settlementId.startsWith('adj_') ? 'adjustment' : 'settlement', settlementId) ?? '/'}>
            {settlementId.startsWith('adj_')
              ? 'an adjustment'
              : isHere
                ? 'an earlier settlement'
                : 'a later settlement'}
          </TextLink>
        </div>
      ))}
    </>
  )
}

/** A share that waits although nothing stands in its way: its proposal was rejected, expired or reversed. */
function mayProposeAgain(share: ShareDetail, checks: readonly Check[]): boolean {
  const isStopped = checks.some(
    ({ passed, sellerId, code }) =>
      !passed && code !== 'transfers_agree' && (sellerId === undefined || sellerId === share.sellerId),
  )
  return share.state === 'paused' && BigInt(share.owed.minor) > BigInt(share.transferred.minor) && !isStopped
}
