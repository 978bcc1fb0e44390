import { Banner } from '#components/ui/banner.tsx'
import type { Progress } from '#lib/health/score-store.ts'

/** How far the scoring of everybody is. */
export function ScoringNotice({ progress }: { readonly progress: Progress }) {
  const percent = progress.total === 0 ? 0 : Math.floor((progress.done * 100) / progress.total)
  return (
    <Banner tone="plain">
      Sellers are being scored: {progress.label}, {percent} %
    </Banner>
  )
}
