import { Facts } from '#components/ui/facts.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { OnboardingDetail } from '#lib/onboarding/get-onboarding.ts'

type InvitationFactsProps = { readonly onboarding: OnboardingDetail; readonly now: string; readonly timeZone: string }

/** Who was invited by whom, and where their account is. */
export function InvitationFacts({ onboarding, ...moment }: InvitationFactsProps) {
  const { email, country, currency, note, invitedByName, expiresAt, reminders, remindedAt, state } = onboarding
  const { sellerId, stripeAccount, factsAt } = onboarding
  return (
    <Facts
      wide
      facts={[
        { label: 'Address', value: <TextLink href={`/messages?q=${encodeURIComponent(email)}`}>{email}</TextLink> },
        { label: 'Country, currency', value: `${country}, ${currency}` },
        { label: 'Invited by', value: invitedByName || 'the product' },
        {
          label: 'Link',
          value: state === 'invited' || state === 'expired' ? `until ${expiresAt.slice(0, 10)}` : 'used',
        },
        {
          label: 'Reminders',
          value:
            remindedAt === null ? (
              'none'
            ) : (
              <>
                {reminders}, the last <RelativeTime at={remindedAt} {...moment} />
              </>
            ),
        },
        {
          label: 'Seller',
          value: sellerId === '' ? 'not yet' : <TextLink href={`/sellers/${sellerId}`}>{stripeAccount}</TextLink>,
        },
        {
          label: 'Stripe asked',
          value: factsAt === null ? 'not yet' : <RelativeTime at={factsAt} {...moment} />,
        },
        { label: 'Note', value: note || '–' },
      ]}
    />
  )
}
