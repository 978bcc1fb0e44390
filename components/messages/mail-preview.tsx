import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { LOOK_WORDS, MAIL_LOOKS, type MailLook } from './looks-model.ts'
import { MailFrame } from './mail-frame.tsx'

type MailPreviewProps = {
  readonly subject: string
  readonly html: { readonly light: string; readonly dark: string }
  readonly text: string
  readonly look: MailLook
  /** Where the page shows another look. */
  readonly hrefOf: (look: MailLook) => string
}

/** A mail as its reader sees it, on a light or a dark screen, on a phone, or in a program that shows text alone. */
export function MailPreview({ subject, html, text, look, hrefOf }: MailPreviewProps) {
  return (
    <div className="flex flex-col gap-3">
      <LinkTabs
        label="How the mail is shown"
        tabs={MAIL_LOOKS.map((one) => ({ href: hrefOf(one), label: LOOK_WORDS[one], current: one === look }))}
      />
      {look === 'text' ? (
        <p className="max-w-prose whitespace-pre-wrap break-words rounded-md border border-line bg-surface-raised px-4 py-3">
          {text}
        </p>
      ) : (
        <MailFrame
          title={`Mail: ${subject}`}
          html={look === 'dark' ? html.dark : html.light}
          narrow={look === 'phone'}
        />
      )}
    </div>
  )
}
