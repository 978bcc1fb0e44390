// Adds lock entries for optional platform packages that the registry in use does not carry.
// `npm install` leaves those out of the lock, and `npm ci` then refuses the lock as incomplete.
// Run after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  openharmony: 'openharmony',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  sunos: 'sunos',
  aix: 'aix',
}
const CPU = new Set(['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'wasm32', 'loong64', 'mips64el'])

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))

/** Node's own look-up: the nearest node_modules on the way up from the package that asks. */
const isLocked = (from, name) => {
  for (let folder = from; ; folder = parentOf(folder)) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
const parentOf = (folder) => folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))

const stub = (name, range) => {
  const words = name.split('/').at(-1).split('-')
  const os = words.map((word) => OS[word]).find(Boolean) ?? 'none'
  const cpu = words.find((word) => CPU.has(word)) ?? 'none'
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined
  return {
    version: range.replace(/^[\^~]/, ''),
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  }
}

let added = 0
for (const [folder, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(folder, name)) continue
    lock.packages[`node_modules/${name}`] = stub(name, range)
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added to package-lock.json`)
