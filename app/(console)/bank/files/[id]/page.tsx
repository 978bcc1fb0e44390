import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BalanceEquation } from '#components/bank/balance-equation.tsx'
import { SkippedLines } from '#components/bank/skipped-lines.tsx'
import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { getBankFile } from '#lib/reconciliation/bank/list-bank-files.ts'
import { SKIP_REASONS } from '#lib/reconciliation/bank/statement-model.ts'

export const metadata: Metadata = { title: 'Statement file' }

export default async function BankFilePage({ params }: PageProps<'/bank/files/[id]'>) {
  const actor = await requirePermission('bank.read')
  const { id } = await params
  const file = await read(actor.scope, (tx) => getBankFile(tx, id))
  if (file === null) notFound()
  const { state, gap, opening, skipped, skippedCount, lineCount } = file
  return (
    <Page>
      <PageHeader
        title={file.fileName}
        aside={
          <>
            <Pill tone={state === 'imported' ? 'good' : 'bad'}>{state}</Pill>
            <CopyId id={file.id} noun="file id" />
          </>
        }
      >
        {file.accountName === '' ? 'Its account was not known.' : `A statement of ${file.accountName}.`}
      </PageHeader>
      {state === 'refused' ? (
        <Banner tone="bad" title="It was refused, and nothing of it was taken">
          {file.problem}
        </Banner>
      ) : null}
      {gap === null || opening === null ? null : (
        <Banner tone="warn" title="A statement between seems to be missing">
          {gap.fileName} closed with <MoneyText amount={gap.closing} />, this one opens with{' '}
          <MoneyText amount={opening} />.
        </Banner>
      )}
      {state === 'refused' ? null : <BalanceEquation {...file} />}
      <Facts
        wide
        facts={[
          { label: 'Account', value: file.accountName || '–' },
          { label: 'Format', value: file.format || 'not recognised' },
          { label: 'Days', value: file.firstOn === null ? '–' : `${file.firstOn} to ${file.lastOn}` },
          {
            label: 'Lines taken',
            value: lineCount === 0 ? '0' : <TextLink href={`/bank/lines?file=${file.id}`}>{`${lineCount}`}</TextLink>,
          },
          { label: 'Left out', value: `${skippedCount}` },
          {
            label: 'Imported',
            value: `${file.importedAt.slice(0, 16).replace('T', ' ')} UTC by ${file.importedByName}`,
          },
          { label: 'Came by', value: file.source },
          { label: 'Size', value: `${file.byteCount.toLocaleString('en')} bytes` },
          { label: 'SHA-256', value: <CopyId id={file.hash} noun="hash" /> },
        ]}
      />
      {skipped.length === 0 ? null : (
        <Section title="Left out">
          <SkippedLines skipped={skipped} words={SKIP_REASONS} count={skippedCount} />
        </Section>
      )}
    </Page>
  )
}
