'use client'

import { signOut } from 'next-auth/react'

export function SignOutButton({ label }: { readonly label: string }) {
  return (
    <button
      type="button"
      onClick={() => signOut({ callbackUrl: '/portal/sign-in' })}
      className="min-h-11 rounded-md border border-line-strong px-4 font-medium"
    >
      {label}
    </button>
  )
}
