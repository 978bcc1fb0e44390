'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Toaster } from '#components/ui/toast.tsx'

type ProvidersProps = { readonly nonce: string | undefined; readonly children: ReactNode }

/** What every page stands in: theme, address state, tooltips, toasts; inline elements carry the page's nonce. */
export function Providers({ nonce, children }: ProvidersProps) {
  const signed = nonce === undefined ? {} : { nonce }
  return (
    <CSPProvider {...signed} disableStyleElements>
      <ThemeProvider
        {...signed}
        attribute="data-theme"
        defaultTheme="system"
        enableColorScheme={false}
        disableTransitionOnChange
      >
        <NuqsAdapter>
          <Tooltip.Provider>
            {children}
            <Toaster />
          </Tooltip.Provider>
        </NuqsAdapter>
      </ThemeProvider>
    </CSPProvider>
  )
}
