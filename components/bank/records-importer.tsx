'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { headerMatches, reshape } from '#lib/reconciliation/columns/guess-model.ts'
import type { ImportedRecords } from '#lib/reconciliation/records/import-records.ts'
import {
  guessRecords,
  RECORD_ROLES,
  type RecordMapping,
  recordProblem,
} from '#lib/reconciliation/records/record-mapping-schema.ts'
import { RECORD_SKIPS } from '#lib/reconciliation/records/record-model.ts'
import { ColumnMapper } from './column-mapper.tsx'
import { FileChooser } from './file-chooser.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { readHead } from './read-head.ts'
import { RecordTotals } from './record-totals.tsx'
import { SkippedLines } from './skipped-lines.tsx'
import { useImport } from './use-import.ts'

type Chosen = { readonly file: File; readonly head: string }

/** Takes a file of the order system: how its columns are read, what it adds up to, and then imports it. */
export function RecordsImporter({ remembered }: { readonly remembered: RecordMapping | null }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<Chosen>()
  const [mapping, setMapping] = useState<RecordMapping>()
  const [isDayAmbiguous, setDayAmbiguous] = useState(false)
  const importing = useImport<ImportedRecords>('/api/records')
  const { checked } = importing

  const map = (next: RecordMapping) => {
    setMapping(next)
    importing.forget()
  }
  async function choose(file: File) {
    const head = await readHead(file)
    const isKnown = remembered !== null && headerMatches(head, remembered)
    const guessed = guessRecords(head)
    setChosen({ file, head })
    map(isKnown ? remembered : guessed.mapping)
    setDayAmbiguous(!isKnown && guessed.isDayAmbiguous)
  }
  const missing = mapping === undefined ? null : recordProblem(mapping.roles)
  const query = { mapping: JSON.stringify(mapping) }
  async function bring() {
    if (chosen === undefined) return
    const sent = await importing.send(chosen.file, query)
    if (!sent.ok) return
    toast.good(`Imported ${sent.data.recordCount} records`)
    router.push(`/bank/records/${sent.data.fileId}` as Route)
  }
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <FileChooser
        accept=".csv,.txt,text/csv"
        hint="CSV with one row for each line of an order and each refund. The whole file is imported, or nothing of it."
        disabled={importing.isBusy}
        onChoose={choose}
      />
      {chosen === undefined || mapping === undefined ? null : (
        <ColumnMapper
          head={chosen.head}
          mapping={mapping}
          words={RECORD_ROLES}
          none="none"
          many={[]}
          isDayAmbiguous={isDayAmbiguous}
          disabled={importing.isBusy}
          onChange={map}
          onReshape={(change) => map({ ...mapping, ...reshape(chosen.head, change, guessRecords, 'none') })}
        />
      )}
      {missing === null ? null : <Banner tone="warn">{missing}</Banner>}
      {importing.problem === '' ? null : <Banner tone="bad">{importing.problem}</Banner>}
      {checked === undefined ? null : (
        <section aria-label="What would be imported" className="flex flex-col gap-3">
          <Banner tone={checked.unknownSellers > 0 ? 'warn' : 'good'}>
            {`${checked.recordCount} new records, ${checked.skippedCount} left out.`}
            {checked.unknownSellers > 0
              ? ` ${checked.unknownSellers} name a seller that is not known here; they are looked at again when it is.`
              : ''}
          </Banner>
          <RecordTotals totals={checked.totals} />
          {checked.skipped.length === 0 ? null : (
            <SkippedLines skipped={checked.skipped} words={RECORD_SKIPS} count={checked.skippedCount} />
          )}
        </section>
      )}
      {importing.progress === undefined ? null : <ProgressBar progress={importing.progress} />}
      <div className="flex flex-wrap gap-2">
        {checked === undefined ? (
          <Button
            variant="primary"
            disabled={chosen === undefined || missing !== null || importing.isBusy}
            onClick={() => (chosen === undefined ? undefined : importing.check(chosen.file, query))}
          >
            Check the file
          </Button>
        ) : (
          <Button variant="primary" disabled={importing.isBusy} onClick={bring}>
            {`Import ${checked.recordCount} records`}
          </Button>
        )}
      </div>
    </div>
  )
}
