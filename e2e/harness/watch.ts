import type { BrowserContext } from '@playwright/test'

const isLocal = (url: string) => /^(https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/|data:|blob:|about:)/.test(url)

/**
 * Notes what a page must never do: write an error to its console (the browser reports breaches of the
 * content policy there, too), fail in a script, or ask anything outside this machine.
 */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  context.on('request', (request) => {
    if (!isLocal(request.url())) complaints.push(`request outside this machine: ${request.url()}`)
  })
  return complaints
}
