import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { CashDay, DayFigures } from '#lib/reconciliation/days/day-model.ts'
import type { Signature } from '#lib/reconciliation/days/signature.ts'

type SignatureBannerProps = {
  readonly signature: Signature
  readonly lateCount: string
  /** The figures as they are now. */
  readonly now: DayFigures
}

/** Who signed what; and, when more was posted since to this day or an earlier one, what was signed then. */
export function SignatureBanner({ signature, lateCount, now }: SignatureBannerProps) {
  const { signedByName, signedAt, comment, contentHash, shown } = signature
  const isChanged = lateCount !== '0'
  const moved = shown.figures.cash.filter((cash) => openingNow(now, cash) !== cash.openingMinor)
  return (
    <Banner
      tone={isChanged || moved.length > 0 ? 'warn' : 'good'}
      title={
        isChanged
          ? `Changed after signing: ${lateCount} ${lateCount === '1' ? 'line was' : 'lines were'} posted since`
          : `Signed by ${signedByName}`
      }
    >
      {isChanged ? (
        <ul>
          {shown.figures.cash.map((cash) => (
            <li key={`${cash.code}${cash.subject}${cash.currency}`}>{asSigned(cash)}</li>
          ))}
        </ul>
      ) : null}
      {isChanged
        ? null
        : moved.map(({ name, currency, openingMinor }) => (
            <p key={`${name}${currency}`}>
              {`An earlier day changed since: ${name}, ${currency} opened with ${formatMoney({ minor: openingMinor, currency })} as signed.`}
            </p>
          ))}
      <p>
        {isChanged ? `Signed by ${signedByName} at` : 'At'} {signedAt.slice(0, 16).replace('T', ' ')} UTC
        {comment === '' ? '.' : `: ${comment}`}
      </p>
      <p className="flex flex-wrap items-center gap-x-2">
        <span>Content</span> <CopyId id={contentHash} noun="hash" />
      </p>
    </Banner>
  )
}

const openingNow = ({ cash }: DayFigures, { code, subject, currency }: CashDay): string =>
  cash.find((one) => one.code === code && one.subject === subject && one.currency === currency)?.openingMinor ?? '0'

function asSigned({ name, currency, openingMinor, inMinor, outMinor, closingMinor }: CashDay): string {
  const [opening, into, out, closing] = [openingMinor, inMinor, outMinor, closingMinor].map((minor) =>
    formatMoney({ minor, currency }),
  )
  return `${name} as signed: opening ${opening}, in ${into}, out ${out}, closing ${closing}.`
}
