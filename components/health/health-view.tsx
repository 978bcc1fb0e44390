import { LineSeries } from '#components/charts/line-series.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SellerHealth } from '#lib/health/read-health.ts'
import { ComponentBars } from './component-bars.tsx'
import { ScorePill } from './score-pill.tsx'

/** A seller's score, how it went, and everything it is made of. */
export function HealthView({ health }: { readonly health: SellerHealth | null }) {
  if (health === null) {
    return (
      <EmptyState title="Not scored yet">
        Sellers are scored every Monday, and whenever Stripe tells us something about them: for the first time as soon
        as their past has been read and its days are counted, which takes a minute or two.
      </EmptyState>
    )
  }
  const { score, day, history, components, settingsVersion } = health
  const points = history.map((point) => ({ x: point.day, y: `${point.score}`, text: `${point.score}` }))
  return (
    <div className="flex flex-col gap-6">
      <Section title="Score" actions={<TextLink href="/health/weights">Weights, version {settingsVersion}</TextLink>}>
        <p>
          <ScorePill score={score} /> <span className="text-ink-2">of a hundred, by what was known before {day}.</span>
        </p>
        {points.length < 2 ? null : (
          <LineSeries
            caption="Score by week and whenever it changed; weeks before the first scoring are worked out from the days that are kept."
            series={[{ label: 'Score', points }]}
          />
        )}
      </Section>
      <Section title="What it is made of">
        <ComponentBars components={components} />
      </Section>
    </div>
  )
}
