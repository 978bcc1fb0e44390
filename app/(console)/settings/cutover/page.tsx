import type { Metadata } from 'next'
import { OpeningForm } from '#components/cutover/opening-form.tsx'
import { isSigning, OpeningStanding } from '#components/cutover/opening-standing.tsx'
import { SubmitOpeningDialog } from '#components/cutover/submit-opening-dialog.tsx'
import { TieTable } from '#components/cutover/tie-table.tsx'
import { TieTotals } from '#components/cutover/tie-totals.tsx'
import { TrialBalanceChange } from '#components/cutover/trial-balance-change.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readCutoverPage } from '#lib/cutover/read-cutover-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Cut-over' }

export default async function CutoverPage() {
  const actor = await requirePermission('cutover.read')
  const { suggestedOn, lastDay, sheet, tied, trialBalance } = await readCutoverPage(actor, clock.now())
  const mayWork = can(actor, 'cutover.work')
  const isOpen = sheet?.state === 'posted'
  const maySubmit = mayWork && sheet !== null && !isOpen && !isSigning(sheet) && tied?.blockers.length === 0
  return (
    <Page>
      <PageHeader
        title="Cut-over"
        actions={
          <>
            <ButtonLink href="/settings/cutover/parallel">Parallel run</ButtonLink>
            {maySubmit ? (
              <SubmitOpeningDialog sheetId={sheet.id} differing={tied.differing} explanation={sheet.explanation} />
            ) : null}
          </>
        }
      >
        What every seller was owed when the old system ended: tied to our books and to Stripe, signed by two, posted
        once.
      </PageHeader>
      <SettingsTabs current="/settings/cutover" />
      {sheet === null || tied === null ? null : (
        <>
          <OpeningStanding sheet={sheet} blockers={isOpen || isSigning(sheet) ? [] : tied.blockers} />
          <Section title={`At the end of ${sheet.cutOverOn}`}>
            <p className="break-words text-ink-3 text-sm">
              {sheet.fileName}, uploaded by {sheet.uploadedByName} on {sheet.uploadedAt.slice(0, 10)}.{' '}
              {sheet.explanation}
            </p>
            <TieTotals totals={tied.totals} />
          </Section>
          <Section
            title={`Sellers: ${tied.differing} of ${tied.lineCount} differ`}
            actions={
              <ButtonLink href="/api/exports/cutover/tie-out" size="sm" download>
                Export all
              </ButtonLink>
            }
          >
            <TieTable lines={tied.lines} />
            {tied.lineCount > tied.lines.length ? (
              <p className="text-ink-3 text-sm">{`${tied.lineCount - tied.lines.length} more are in the export.`}</p>
            ) : null}
          </Section>
          {isOpen || tied.blockers.length === 0 ? (
            <Section title={isOpen ? 'What the opening entry did' : 'What the opening entry would do'}>
              <TrialBalanceChange rows={trialBalance} on={sheet.cutOverOn} />
            </Section>
          ) : null}
        </>
      )}
      {mayWork && !isOpen && !(sheet !== null && isSigning(sheet)) ? (
        <Section title={sheet === null ? 'Opening balances' : 'Another sheet'}>
          <OpeningForm
            key={sheet?.id ?? ''}
            suggestedOn={sheet?.cutOverOn ?? suggestedOn}
            lastDay={lastDay}
            isAgain={sheet !== null}
          />
        </Section>
      ) : null}
      {!mayWork && sheet === null ? (
        <p className="text-ink-3">No opening balances were uploaded. An administrator or operator does that.</p>
      ) : null}
    </Page>
  )
}
