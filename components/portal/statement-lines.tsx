import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { lineMinor, type Statement } from '#lib/payouts/statements/statement-model.ts'
import { STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'
import { wordsIn } from '#lib/portal/words-model.ts'
import { shortDay } from './day-words.ts'

/** More is in the files. */
const SHOWN = 100

type StatementLinesProps = { readonly statement: Statement; readonly locale: PortalLocale }

/** What moved in the month, oldest first as it is printed. */
export function StatementLines({ statement, locale }: StatementLinesProps) {
  const words = STATEMENT_WORDS[locale]
  const { lines, currency } = statement
  const shown = lines.slice(0, SHOWN).map((line, number) => ({ ...line, number }))
  if (lines.length === 0) return <p className="text-ink-2">{words.none}</p>
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-medium text-lg">{wordsIn(locale).lines}</h2>
      <ul className="flex flex-col">
        {shown.map((line) => (
          <li key={line.number} className="flex items-start justify-between gap-3 border-line border-b py-2">
            <span className="min-w-0">
              <span className="block">{words[`kind.${line.kind}`]}</span>
              <span className="block break-words text-ink-2 text-sm">
                {[
                  shortDay(line.on, locale),
                  line.reference,
                  line.lateFor && words.late.replace('{day}', shortDay(line.lateFor, locale)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="figures whitespace-nowrap">
              {formatMoney({ minor: lineMinor(line).toString(), currency }, { locale })}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? <p className="text-ink-2 text-sm">{wordsIn(locale).linesMore}</p> : null}
    </section>
  )
}
