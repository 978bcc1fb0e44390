type MailFrameProps = {
  readonly title: string
  readonly html: string
  /** As wide as a phone's screen. */
  readonly narrow?: boolean
}

/**
 * A mail in a frame that may do nothing: no script, no form, no page of ours, nothing fetched. Its links lead nowhere from here.
 */
export function MailFrame({ title, html, narrow = false }: MailFrameProps) {
  return (
    <iframe
      title={title}
      sandbox=""
      srcDoc={html}
      className={`h-160 w-full rounded-md border border-line bg-surface-raised ${narrow ? 'max-w-90' : ''}`}
    />
  )
}
