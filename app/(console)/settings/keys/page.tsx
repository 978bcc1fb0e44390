import type { Metadata } from 'next'
import { KeyForm } from '#components/access/key-form.tsx'
import { KeyList } from '#components/access/key-list.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { listApiKeys } from '#lib/access/api-key.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage() {
  const actor = await requirePermission('settings.read')
  const keys = await read(actor.scope, listApiKeys)
  const mayManage = can(actor, 'keys.manage')
  return (
    <Page>
      <PageHeader title="API keys" actions={mayManage ? <KeyForm /> : null}>
        With what other systems send bank statements and seller records.
      </PageHeader>
      <SettingsTabs current="/settings/keys" />
      <KeyList keys={keys} mayManage={mayManage} />
    </Page>
  )
}
