'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

type Layer = 'palette' | 'help' | 'navigation'

type ShellLayers = { readonly open: Layer | null; readonly show: (layer: Layer | null) => void }

const Layers = createContext<ShellLayers>({ open: null, show: () => {} })

/** Holds which of the shell's layers is open: one at a time. */
export function ShellProvider({ children }: { readonly children: ReactNode }) {
  const [open, show] = useState<Layer | null>(null)
  return <Layers value={useMemo(() => ({ open, show }), [open])}>{children}</Layers>
}

export function useShellLayers(): ShellLayers {
  return useContext(Layers)
}
