import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chromium } from '@playwright/test'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser on this machine: CHROMIUM_PATH, else the distribution's, else Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (isProgram(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, which is no program: correct it, or unset it.`)
  }
  return [...INSTALLED, chromium.executablePath()].find(isProgram)
}

/** Finds a browser or gets one: with apt as root, else by Playwright's download. */
export function requireChromium(): string {
  const found = findChromium() ?? installWithApt() ?? downloadWithPlaywright()
  if (found !== undefined) return found
  throw new Error(
    'No Chromium for the browser tests: install it (as root: apt-get install -y chromium), or let Playwright download one (npx playwright install chromium).',
  )
}

function installWithApt(): string | undefined {
  if (process.getuid?.() !== 0) return undefined
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env: environment }).status === 0
  if (run(['update']) && run(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']))
    return findChromium()
  return undefined
}

function downloadWithPlaywright(): string | undefined {
  const done = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
  })
  return done.status === 0 ? findChromium() : undefined
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
