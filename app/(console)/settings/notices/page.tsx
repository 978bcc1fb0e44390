import type { Metadata } from 'next'
import { NoticeList } from '#components/messages/notice-list.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { noticeChoices } from '#lib/messages/slack/choose-notices.ts'
import { read } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'

export const metadata: Metadata = { title: 'Notices' }

export default async function NoticesPage() {
  const actor = await requirePermission('settings.read')
  const choices = await read(actor.scope, noticeChoices)
  return (
    <Page>
      <PageHeader title="Notices">
        What a channel of operators is told in Slack, by the outbox like everything else.
      </PageHeader>
      <SettingsTabs current="/settings/notices" />
      {env.SLACK_WEBHOOK_URL === undefined ? (
        <Banner tone="warn" title="Slack is not connected">
          Set SLACK_WEBHOOK_URL to the address of an incoming webhook and start again. The address is a secret and is
          shown nowhere.
        </Banner>
      ) : null}
      <Section title="What goes to the channel">
        <NoticeList choices={choices} mayManage={can(actor, 'settings.manage')} />
      </Section>
    </Page>
  )
}
