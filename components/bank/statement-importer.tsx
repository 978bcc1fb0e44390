'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { BankAccount } from '#lib/reconciliation/bank/bank-account.ts'
import { COLUMN_ROLES, type CsvMapping, problemOf } from '#lib/reconciliation/bank/csv-mapping-schema.ts'
import { detectFormat, type StatementFormat } from '#lib/reconciliation/bank/format-model.ts'
import { guessMapping } from '#lib/reconciliation/bank/guess-mapping-model.ts'
import type { ImportedStatement } from '#lib/reconciliation/bank/import-statement.ts'
import { headerMatches, reshape } from '#lib/reconciliation/columns/guess-model.ts'
import { ColumnMapper } from './column-mapper.tsx'
import { FileChooser } from './file-chooser.tsx'
import { LinePreview } from './line-preview.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { readHead } from './read-head.ts'
import { StatementCheck } from './statement-check.tsx'
import { useImport } from './use-import.ts'

type Account = Pick<BankAccount, 'id' | 'name' | 'currency' | 'csvMapping'>
type Chosen = { readonly file: File; readonly head: string; readonly format: StatementFormat }

/** Takes a statement: which account, how its columns are read, what it would bring, and then imports it. */
export function StatementImporter({
  accounts,
  accountId,
}: {
  readonly accounts: readonly Account[]
  readonly accountId: string
}) {
  const router = useRouter()
  const [account, setAccount] = useState(accounts.find(({ id }) => id === accountId))
  const [chosen, setChosen] = useState<Chosen>()
  const [mapping, setMapping] = useState<CsvMapping>()
  const [isDayAmbiguous, setDayAmbiguous] = useState(false)
  const importing = useImport<readonly ImportedStatement[]>('/api/bank/statements')

  const map = (next: CsvMapping) => {
    setMapping(next)
    importing.forget()
  }
  const guess = (head: string, of: Account | undefined) => {
    const known = of?.csvMapping
    const isKnown = known != null && headerMatches(head, known)
    const guessed = guessMapping(head)
    map(isKnown ? known : guessed.mapping)
    setDayAmbiguous(!isKnown && guessed.isDayAmbiguous)
  }
  async function choose(file: File) {
    const head = await readHead(file)
    try {
      const format = detectFormat(head)
      setChosen({ file, head, format })
      if (format === 'csv') guess(head, account)
      importing.forget()
    } catch (error) {
      setChosen(undefined)
      importing.setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  const isCsv = chosen?.format === 'csv'
  const missing = isCsv && mapping !== undefined ? problemOf(mapping.roles) : null
  const isReady = chosen !== undefined && missing === null && (!isCsv || account !== undefined)
  const query = {
    ...(account === undefined ? {} : { account: account.id }),
    ...(isCsv && mapping !== undefined ? { mapping: JSON.stringify(mapping) } : {}),
  }
  async function bring() {
    if (chosen === undefined) return
    const sent = await importing.send(chosen.file, query)
    if (!sent.ok) return
    const [first] = sent.data
    toast.good(`Imported ${sent.data.reduce((sum, { lineCount }) => sum + lineCount, 0)} lines`)
    router.push((first === undefined ? '/bank' : `/bank/files/${first.fileId}`) as Route)
  }
  const count = importing.checked?.reduce((sum, { lineCount }) => sum + lineCount, 0) ?? 0
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        <FileChooser
          accept=".csv,.txt,.xml,.sta,.mt940,.940,.bai,.bai2"
          hint="CSV, camt.053, MT940 or BAI2. The whole file is imported, or nothing of it."
          disabled={importing.isBusy}
          onChoose={choose}
        />
        <Field label="Account" hint={isCsv ? undefined : 'camt.053, MT940 and BAI2 name their account by its number.'}>
          <Select
            disabled={importing.isBusy}
            value={account?.id ?? ''}
            options={[
              { value: '', label: isCsv ? 'Choose the account…' : 'The file says it' },
              ...accounts.map(({ id, name, currency }) => ({ value: id, label: `${name}, ${currency}` })),
            ]}
            onChange={({ target }) => {
              const next = accounts.find(({ id }) => id === target.value)
              setAccount(next)
              importing.forget()
              if (chosen?.format === 'csv') guess(chosen.head, next)
            }}
          />
        </Field>
      </div>
      {isCsv && mapping !== undefined ? (
        <>
          <ColumnMapper
            head={chosen.head}
            mapping={mapping}
            words={COLUMN_ROLES}
            none="none"
            many={['reference']}
            isDayAmbiguous={isDayAmbiguous}
            disabled={importing.isBusy}
            onChange={map}
            onReshape={(change) => map({ ...mapping, ...reshape(chosen.head, change, guessMapping, 'none') })}
          />
          {missing === null ? (
            <LinePreview head={chosen.head} mapping={mapping} currency={account?.currency ?? ''} />
          ) : (
            <Banner tone="warn">{missing}</Banner>
          )}
        </>
      ) : null}
      {importing.problem === '' ? null : <Banner tone="bad">{importing.problem}</Banner>}
      {importing.checked?.map((statement) => (
        <StatementCheck key={statement.accountId} statement={statement} />
      ))}
      {importing.progress === undefined ? null : <ProgressBar progress={importing.progress} />}
      <div className="flex flex-wrap gap-2">
        {importing.checked === undefined ? (
          <Button
            variant="primary"
            disabled={!isReady || importing.isBusy}
            onClick={() => (chosen === undefined ? undefined : importing.check(chosen.file, query))}
          >
            Check the file
          </Button>
        ) : (
          <Button variant="primary" disabled={importing.isBusy} onClick={bring}>
            {`Import ${count} lines`}
          </Button>
        )}
      </div>
    </div>
  )
}
