'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { TAB, TAB_LIST } from './tab-look.ts'

type TabsProps = {
  readonly label: string
  readonly tabs: readonly { readonly value: string; readonly label: string; readonly panel: ReactNode }[]
  readonly initial?: string
}

/** Panels of one object, one at a time. For views of a list, which have an address, take LinkTabs. */
export function Tabs({ label, tabs, initial }: TabsProps) {
  return (
    <Base.Root defaultValue={initial ?? tabs[0]?.value}>
      <Base.List aria-label={label} className={TAB_LIST}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={TAB}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
