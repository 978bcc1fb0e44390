import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { MAIL_LOOKS } from '#components/messages/looks-model.ts'
import { MailPreview } from '#components/messages/mail-preview.tsx'
import { MessageFacts } from '#components/messages/message-facts.tsx'
import { MessageSteps } from '#components/messages/message-steps.tsx'
import { MessageTries } from '#components/messages/message-tries.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { drawMessage } from '#lib/messages/draw-message.ts'
import { getMessage } from '#lib/messages/list-messages.ts'
import { messageLook, messageText } from '#lib/messages/model.ts'
import { reasonToWait } from '#lib/messages/reason-to-wait.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Message' }

const loadLook = createLoader({ look: parseAsStringLiteral(MAIL_LOOKS).withDefault('light') })

export default async function MessagePage({ params, searchParams }: PageProps<'/messages/[id]'>) {
  const actor = await requirePermission('messages.read')
  const { id } = await params
  const message = await read(actor.scope, (tx) => getMessage(tx, id))
  if (message === null) notFound()
  const { look } = await loadLook(searchParams)
  const drawn = await drawMessage(message, actor.entity.name)
  const { word, tone } = messageLook(message.state)
  const wait = message.state === 'queued' || message.state === 'failed' ? reasonToWait(message.kind) : null
  const now = clock.now().toISOString()
  return (
    <Page>
      <PageHeader
        title={message.subject || message.onceKey}
        aside={
          <>
            <Pill tone={tone}>{word}</Pill>
            <CopyId id={message.id} noun="message id" />
          </>
        }
        actions={
          can(actor, 'messages.work') ? (
            <MessageSteps messageId={message.id} to={message.to} state={message.state} />
          ) : null
        }
      />
      {wait === null ? null : <Banner tone="warn">{wait}</Banner>}
      {message.lastError === '' ? null : (
        <Banner tone={message.state === 'dead' ? 'bad' : 'warn'}>{message.lastError}</Banner>
      )}
      <Split
        aside={
          <Section title="Tries">
            <MessageTries tries={message.tries} now={now} />
          </Section>
        }
      >
        <MessageFacts message={message} now={now} />
        <Section title="What it says">
          <p className="max-w-prose whitespace-pre-wrap break-words rounded-md border border-line bg-surface-raised px-4 py-3">
            {messageText(message.kind, message.body)}
          </p>
        </Section>
        {drawn === null ? null : (
          <Section title="As its reader sees it">
            <MailPreview {...drawn} look={look} hrefOf={(one) => `/messages/${message.id}?look=${one}`} />
            {drawn.isAsSent === null ? null : (
              <p className="text-ink-3 text-sm">
                {drawn.isAsSent
                  ? 'Drawn again from what was kept: byte by byte what left.'
                  : 'The layout or a name in it has changed since this mail left; its words are those that were sent.'}
              </p>
            )}
          </Section>
        )}
      </Split>
    </Page>
  )
}
