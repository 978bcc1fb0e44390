'use client'

import { useRef } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/page.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { replyAction } from '#lib/conversations/actions.ts'
import type { ConversationDetail } from '#lib/conversations/get-conversation.ts'

/** Answers by mail; it leaves once policy or somebody else agreed to exactly these words. `r` goes to it. */
export function ReplyForm({ conversation }: { readonly conversation: ConversationDetail }) {
  const { id, subject, correspondent, messageCount, isReplyWaiting, replyProposalId } = conversation
  const around = useRef<HTMLDivElement>(null)
  useShortcuts({ r: () => around.current?.querySelector('textarea')?.focus() })
  if (isReplyWaiting)
    return (
      <Banner tone="wait">
        An answer waits for approval: <TextLink href={`/approvals/${replyProposalId}`}>open its proposal</TextLink>.
      </Banner>
    )
  if (!correspondent.includes('@'))
    return <Banner tone="plain">It came from another system without an address: answer there.</Banner>
  const send = async (form: FormData) => {
    const said = (name: string) => String(form.get(name) ?? '')
    const input = { conversationId: id, messageCount, subject: said('subject'), body: said('body') }
    const result = await replyAction(input)
    if (result.ok) toast.good('Proposed; it leaves once it is approved')
    return result
  }
  return (
    <Section title="Answer">
      <div ref={around}>
        <Form send={send} className="flex flex-col items-start gap-3">
          <div className="flex w-full max-w-prose flex-col gap-3">
            <Field label="Subject">
              <Input name="subject" required maxLength={200} defaultValue={answerTo(subject)} />
            </Field>
            <Field label="Your answer" hint={`Goes to ${correspondent}, exactly as it stands here.`}>
              <Textarea name="body" rows={6} required maxLength={10_000} />
            </Field>
          </div>
          <SubmitButton pendingLabel="Proposing…">Propose the answer</SubmitButton>
        </Form>
      </div>
    </Section>
  )
}

const answerTo = (subject: string) => (/^(?:re|aw|sv)\s*:/i.test(subject) ? subject : `Re: ${subject}`).slice(0, 200)
