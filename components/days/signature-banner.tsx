import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { CashDay } from '#lib/reconciliation/days/day-model.ts'
import type { Signature } from '#lib/reconciliation/days/signature.ts'

type SignatureBannerProps = { readonly signature: Signature; readonly lateCount: string }

/** Who signed what; and, when more was posted since, what was signed then. */
export function SignatureBanner({ signature, lateCount }: SignatureBannerProps) {
  const { signedByName, signedAt, comment, contentHash, shown } = signature
  const isChanged = lateCount !== '0'
  return (
    <Banner
      tone={isChanged ? 'warn' : 'good'}
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

function asSigned({ name, currency, openingMinor, inMinor, outMinor, closingMinor }: CashDay): string {
  const [opening, into, out, closing] = [openingMinor, inMinor, outMinor, closingMinor].map((minor) =>
    formatMoney({ minor, currency }),
  )
  return `${name} as signed: opening ${opening}, in ${into}, out ${out}, closing ${closing}.`
}
