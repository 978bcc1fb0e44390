import { Section } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { EXPLAIN_LOCALES, LOCALE_NAMES, type PayoutExplanation } from '#lib/payouts/explain/explanation-model.ts'
import { Explanation } from './explanation.tsx'

type ExplainedToSellerProps = { readonly explanation: PayoutExplanation; readonly here: string }

/** What the seller reads about the payout, in each of our languages. */
export function ExplainedToSeller({ explanation, here }: ExplainedToSellerProps) {
  return (
    <Section title="In the seller’s words" actions={<Languages current={explanation.locale} here={here} />}>
      <Explanation explanation={explanation} />
    </Section>
  )
}

function Languages({ current, here }: { readonly current: string; readonly here: string }) {
  return (
    <nav aria-label="Language of the explanation" className="flex flex-wrap gap-3 text-sm">
      {EXPLAIN_LOCALES.map((locale) =>
        locale === current ? (
          <span key={locale} lang={locale} aria-current="true" className="font-medium">
            {LOCALE_NAMES[locale]}
          </span>
        ) : (
          <span key={locale} lang={locale}>
            <TextLink href={`${here}?lang=${locale}`}>{LOCALE_NAMES[locale]}</TextLink>
          </span>
        ),
      )}
    </nav>
  )
}
