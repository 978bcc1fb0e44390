import { Banner } from '#components/ui/banner.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CutoverPage } from '#lib/cutover/read-cutover-page.ts'

type OpeningStandingProps = {
  readonly sheet: NonNullable<CutoverPage['sheet']>
  readonly blockers: readonly string[]
}

/** How far the sheet got, and what keeps it from going on. */
export function OpeningStanding({ sheet, blockers }: OpeningStandingProps) {
  if (sheet.state === 'posted') {
    return (
      <Banner tone="good" title="The books are open">
        Two people signed what every seller was owed at the end of {sheet.cutOverOn}.{' '}
        {sheet.entryId === null ? (
          'Our books said the same, so nothing had to be posted.'
        ) : (
          <TextLink href={`/ledger/entries/${sheet.entryId}`}>The opening entry</TextLink>
        )}
      </Banner>
    )
  }
  if (isSigning(sheet)) {
    return (
      <Banner tone="wait" title="It waits for its signatures">
        <TextLink href={`/approvals/${sheet.proposalId}`}>The proposal</TextLink> says who has signed.
      </Banner>
    )
  }
  return (
    <>
      {sheet.proposalId === '' ? null : (
        <Banner tone="warn" title={`Its proposal is ${sheet.proposalState.replaceAll('_', ' ')}`}>
          <TextLink href={`/approvals/${sheet.proposalId}`}>Read why</TextLink>, then submit it again or upload another
          sheet.
        </Banner>
      )}
      {blockers.length === 0 ? null : (
        <Banner tone="bad" title="It does not tie out yet">
          <ul className="mt-1 flex flex-col gap-0.5">
            {blockers.map((blocker) => (
              <li key={blocker}>{blocker}</li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}

/** Whether people are being asked about it now. */
export const isSigning = ({ state, proposalState }: OpeningStandingProps['sheet']): boolean =>
  state === 'submitted' && ['needs_approval', 'approved', 'executing', 'failed'].includes(proposalState)
