'use client'

import { useRef, useState, useTransition } from 'react'
import { kept } from '#components/health/kept.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { replyAction } from '#lib/conversations/actions.ts'
import type { ConversationDetail } from '#lib/conversations/get-conversation.ts'

/** Answers by mail; it leaves once policy or somebody else agreed to exactly these words. `r` goes to it. */
export function ReplyForm({ conversation }: { readonly conversation: ConversationDetail }) {
  const { id, subject, correspondent, messageCount, isReplyWaiting, replyProposalId } = conversation
  const form = useRef<HTMLFormElement>(null)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  useShortcuts({ r: () => form.current?.querySelector('textarea')?.focus() })
  if (isReplyWaiting)
    return (
      <Banner tone="wait">
        An answer waits for approval: <TextLink href={`/approvals/${replyProposalId}`}>open its proposal</TextLink>.
      </Banner>
    )
  if (!correspondent.includes('@'))
    return <Banner tone="plain">It came from another system without an address: answer there.</Banner>
  const send = (data: FormData) =>
    startTransition(async () => {
      const of = (name: string) => String(data.get(name) ?? '')
      const result = await replyAction({ conversationId: id, messageCount, subject: of('subject'), body: of('body') })
      setRefusal(result.ok ? undefined : result.refusal)
      if (result.ok) toast.good('Proposed; it leaves once it is approved')
    })
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  return (
    <Section title="Answer">
      <form ref={form} onSubmit={kept(send)} className="flex flex-col items-start gap-3">
        <div className="flex w-full max-w-prose flex-col gap-3">
          <Field label="Subject" error={errorOf('subject')}>
            <Input name="subject" required maxLength={200} defaultValue={answerTo(subject)} />
          </Field>
          <Field
            label="Your answer"
            hint={`Goes to ${correspondent}, exactly as it stands here.`}
            error={errorOf('body')}
          >
            <Textarea name="body" rows={6} required maxLength={10_000} />
          </Field>
          {refusal === undefined || refusal.field !== undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
        </div>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Proposing…">
          Propose the answer
        </Button>
      </form>
    </Section>
  )
}

const answerTo = (subject: string) => (/^(?:re|aw|sv)\s*:/i.test(subject) ? subject : `Re: ${subject}`).slice(0, 200)
