import type { Metadata } from 'next'
import { PolicyEditor } from '#components/approvals/policy-editor.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { getPolicy } from '#lib/approvals/get-policy.ts'
import { wordsOfRules } from '#lib/approvals/rules-words-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Policy' }

export default async function PolicyPage() {
  const actor = await requirePermission('settings.read')
  const { functionalCurrency } = actor.entity
  const { version, rules } = await read(actor.scope, (tx) => getPolicy(tx, actor.entity, clock.now()))
  return (
    <Page>
      <PageHeader title="Policy">{`When a person must look before money moves. Version ${version} is in force.`}</PageHeader>
      <SettingsTabs current="/settings/policy" />
      {can(actor, 'settings.manage') ? (
        <PolicyEditor key={version} version={version} rules={rules} currency={functionalCurrency} />
      ) : (
        <Section title={`Version ${version}`}>
          <Facts facts={wordsOfRules(rules, functionalCurrency)} />
        </Section>
      )}
    </Page>
  )
}
