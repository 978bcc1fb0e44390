'use client'

import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { toast } from '#components/ui/toast.tsx'
import { chooseNoticeAction } from '#lib/messages/actions.ts'
import { NOTICE_LOOKS, NOTICES, type Notice } from '#lib/messages/slack/notices-model.ts'

type NoticeListProps = { readonly choices: Readonly<Record<Notice, boolean>>; readonly mayManage: boolean }

/** Every notice there is, with whether it goes to the channel. */
export function NoticeList({ choices, mayManage }: NoticeListProps) {
  return (
    <ul className="flex max-w-prose flex-col">
      {NOTICES.map((notice) => (
        <NoticeRow key={notice} notice={notice} isSent={choices[notice]} mayManage={mayManage} />
      ))}
    </ul>
  )
}

function NoticeRow({ notice, isSent, mayManage }: { notice: Notice; isSent: boolean; mayManage: boolean }) {
  const [pending, start] = useTransition()
  const { name, when } = NOTICE_LOOKS[notice]
  const change = () =>
    start(async () => {
      const result = await chooseNoticeAction({ notice, isSent: !isSent })
      if (result.ok) toast.good(isSent ? `${name} stays here` : `${name} goes to Slack`)
      else toast.bad(result.refusal.message)
    })
  return (
    <li className="flex min-h-14 items-center justify-between gap-3 border-line border-t py-2">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-ink-2 text-sm">{when}</p>
      </div>
      <div className="flex items-center gap-3">
        <Pill tone={isSent ? 'good' : 'plain'}>{isSent ? 'sent' : 'not sent'}</Pill>
        {mayManage ? (
          <Button size="sm" pending={pending} onClick={change} aria-label={`${isSent ? 'Stop' : 'Send'}: ${name}`}>
            {isSent ? 'Stop' : 'Send'}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
