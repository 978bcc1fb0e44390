import { parseArgs } from 'node:util'
import { DEFAULT_API_KEY } from './http/access.ts'
import { describeClock } from './http/control.ts'
import { deliverTo } from './objects/webhook-endpoint.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './server.ts'

const SCALES = ['empty', 'small', 'demo', 'large'] as const

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '12111' },
    host: { type: 'string', default: '127.0.0.1' },
    'deliver-to': { type: 'string' },
    'data-dir': { type: 'string' },
    scale: { type: 'string', default: 'demo' },
    seed: { type: 'string', default: '1' },
    end: { type: 'string' },
    clean: { type: 'boolean', default: false },
    frozen: { type: 'boolean', default: false },
  },
})

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

function optionsFrom(flags: typeof values): SandboxOptions {
  const scale = SCALES.find((one) => one === flags.scale)
  if (!scale) throw new Error(`--scale must be one of ${SCALES.join(', ')}, not ${flags.scale}.`)
  if (!/^\d{1,5}$/.test(flags.port)) throw new Error(`--port must be a port number, not ${flags.port}.`)
  if (!/^\d{1,9}$/.test(flags.seed)) throw new Error(`--seed must be a whole number, not ${flags.seed}.`)
  if (flags.end !== undefined && Number.isNaN(Date.parse(flags.end))) {
    throw new Error(`--end must be an ISO date such as 2026-01-31, not ${flags.end}.`)
  }
  return {
    port: Number(flags.port),
    host: flags.host,
    scale,
    seed: Number(flags.seed),
    discrepancies: !flags.clean,
    frozen: flags.frozen,
    ...(flags['data-dir'] !== undefined && { dataDir: flags['data-dir'] }),
    ...(flags.end !== undefined && { end: flags.end }),
    onProgress: (progress) => say({ progress }),
  }
}

/** `https://host/path#whsec_…`: where events go, and the secret they are signed with. */
function agreeOnDelivery({ world }: Sandbox, target: string): void {
  const [url = '', secret = ''] = target.split('#')
  if (!/^https?:/.test(url) || !secret.startsWith('whsec_'))
    throw new Error('--deliver-to must look like http://host/path#whsec_….')
  world.transaction(() => deliverTo(world, url, secret))
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return `Port ${values.port} is in use. Stop what listens there or choose another with --port.`
  if (code === 'EACCES')
    return `No permission to write ${values['data-dir'] ?? 'the data folder'} or to use port ${values.port}.`
  if (code === 'ERR_SQLITE_ERROR' && values['data-dir'] !== undefined) {
    return `its state in ${values['data-dir']} cannot be used (${error.message}). Remove that folder to begin anew.`
  }
  return error.message
}

try {
  const sandbox = await startSandbox(optionsFrom(values))
  if (values['deliver-to'] !== undefined) agreeOnDelivery(sandbox, values['deliver-to'])
  say({
    listening: { url: sandbox.url, port: sandbox.port, api_key: DEFAULT_API_KEY, ...describeClock(sandbox.world) },
  })
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`The Stripe sandbox did not start: ${explain(error)}\n`)
  process.exit(1)
}
