import { Pill } from '#components/ui/pill.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { type Check, checkName, mayDeviate } from '#lib/onboarding/checklist-model.ts'
import { PassDialog } from './pass-dialog.tsx'

const LOOKS = {
  ok: { word: 'in order', tone: 'good' },
  accepted: { word: 'let pass', tone: 'plain' },
  waiting: { word: 'waiting', tone: 'wait' },
  problem: { word: 'problem', tone: 'bad' },
} as const

const WHO = { seller: 'the seller', us: 'you', stripe: 'Stripe', nobody: '' } as const

type CheckTableProps = {
  readonly onboardingId: string
  readonly sellerId: string
  readonly checks: readonly Check[]
  readonly mayPass: boolean
}

/** Every check with what was found, who must act, and what somebody let pass. */
export function CheckTable({ onboardingId, sellerId, checks, mayPass }: CheckTableProps) {
  return (
    <ScrollRegion label="Bank and tax check" className="rounded-md border border-line">
      <table className="w-full text-sm">
        <thead className="text-ink-3">
          <tr className="border-line border-b">
            {['Check', 'Status', 'What was found', 'Who acts'].map((name) => (
              <th key={name} scope="col" className="px-3 py-1.5 text-left font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.key} className="border-line border-b align-top last:border-b-0">
              <th scope="row" className="min-w-40 px-3 py-2 text-left font-medium">
                {checkName(check.key)}
              </th>
              <td className="px-3 py-2">
                <Pill tone={LOOKS[check.state].tone}>{LOOKS[check.state].word}</Pill>
              </td>
              <td className="min-w-56 px-3 py-2">
                {check.reason}
                {check.deviation === null ? null : (
                  <span className="block text-ink-3">
                    {check.deviation.byName} let it pass on {check.deviation.at.slice(0, 10)}: {check.deviation.reason}
                  </span>
                )}
              </td>
              <td className="px-3 py-2">
                {mayPass && mayDeviate(check) ? (
                  <PassDialog onboardingId={onboardingId} check={check.key} finding={check.reason} />
                ) : check.who === 'stripe' && sellerId !== '' ? (
                  <TextLink href={`/sellers/${sellerId}`}>Stripe</TextLink>
                ) : (
                  WHO[check.who]
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
