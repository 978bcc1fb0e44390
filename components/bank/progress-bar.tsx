import type { Progress } from './send-file.ts'

const WHOLE = 100

/** How far a file is, in a bar and in words. */
export function ProgressBar({ progress }: { readonly progress: Progress }) {
  const percent = Math.floor(progress.part * WHOLE)
  return (
    <div className="flex flex-col gap-1.5">
      <progress value={percent} max={WHOLE} aria-label="How far the file is" className="h-1.5 w-full accent-accent" />
      <p role="status" className="figures text-ink-2 text-sm">
        {progress.words} {percent} %
      </p>
    </div>
  )
}
