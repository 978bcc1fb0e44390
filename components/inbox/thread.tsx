import { cx } from '#components/ui/cx.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ThreadFile, ThreadLine } from '#lib/conversations/get-conversation.ts'
import { SIDE_WORDS } from '#lib/conversations/model.ts'
import { type MessageState, messageLook } from '#lib/messages/model.ts'

type ThreadProps = { readonly lines: readonly ThreadLine[]; readonly now: string; readonly timeZone: string }

/** What was said, oldest first, as plain words: nothing that somebody sent is drawn as anything else. */
export function Thread({ lines, now, timeZone }: ThreadProps) {
  return (
    <ol className="flex flex-col gap-3">
      {lines.map((line) => (
        <li
          key={line.id}
          className={cx(
            'min-w-0 rounded-md border border-line px-4 py-3',
            line.from === 'us' ? 'bg-accent-tint sm:ml-8' : 'bg-surface-raised sm:mr-8',
          )}
        >
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="min-w-0 break-words font-medium" dir="auto">
              {line.from === 'us' ? line.name || 'We' : line.name || line.address}
            </span>
            <span className="min-w-0 break-all text-ink-3 text-sm">
              {line.from === 'us' ? `to ${line.address}` : `${SIDE_WORDS[line.from]}, ${line.address}`}
            </span>
            {line.state === '' ? null : <Delivery state={line.state as MessageState} id={line.id} />}
            <span className="ml-auto text-ink-3 text-sm">
              <RelativeTime at={line.at} now={now} timeZone={timeZone} />
            </span>
          </div>
          <p className="mt-2 max-w-prose whitespace-pre-wrap break-words" dir="auto">
            {line.text}
          </p>
          {line.isCut ? <p className="mt-2 text-ink-3 text-sm">The rest was longer than what is kept.</p> : null}
          {line.files.length === 0 ? null : <Files files={line.files} />}
        </li>
      ))}
    </ol>
  )
}

function Delivery({ state, id }: { readonly state: MessageState; readonly id: string }) {
  const { word, tone } = messageLook(state)
  return (
    <>
      <Pill tone={tone}>{word}</Pill>
      <TextLink href={`/messages/${id}`}>Delivery</TextLink>
    </>
  )
}

const KILO = 1_024
const sizeOf = (bytes: number) =>
  bytes < KILO * KILO
    ? `${Math.ceil(bytes / KILO)} kB`
    : `${(bytes / KILO / KILO).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

function Files({ files }: { readonly files: readonly ThreadFile[] }) {
  return (
    <ul aria-label="Files" className="mt-3 flex flex-col gap-1 border-line border-t pt-2 text-sm">
      {files.map((file) => (
        <li key={file.id} className="flex flex-wrap gap-x-3">
          {file.refusal === '' ? (
            <a className="break-all text-accent-ink underline" href={`/api/inbox-files/${file.id}`} download>
              {file.name}
            </a>
          ) : (
            <span className="break-all">{file.name}</span>
          )}
          <span className="text-ink-3">
            {file.refusal === '' ? `${file.contentType}, ${sizeOf(file.sizeBytes)}` : file.refusal}
          </span>
        </li>
      ))}
    </ul>
  )
}
