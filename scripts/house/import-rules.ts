import { floorOf, SANDBOX } from './floors.ts'
import { type Breach, importsOf, isTest, isTypeScript, roomOf, type Source } from './sources.ts'

type Edge = { readonly path: string; readonly target: string; readonly isTypeOnly: boolean }

/** Every import inside the project and of packages. */
export const edgesOf = (sources: readonly Source[]): Edge[] =>
  sources
    .filter(({ path }) => isTypeScript(path))
    .flatMap((source) => importsOf(source).map((found) => ({ path: source.path, ...found })))

/** Who may import what. */
export function importBreaches(sources: readonly Source[]): Breach[] {
  const rooms = [...new Set(sources.map(({ path }) => roomOf(path)).filter((room) => room !== undefined))]
  const lost = rooms
    .filter((room) => room !== SANDBOX && floorOf(room) === -1)
    .map((room) => `lib/${room} is on no floor: give it one in scripts/house/floors.ts`)
  const edges = edgesOf(sources)
  return [
    ...lost,
    ...edges.flatMap((edge) => reasonAgainst(edge).map((why) => `${edge.path} imports ${edge.target}: ${why}`)),
  ]
}

function reasonAgainst(edge: Edge): string[] {
  return [stairs, sandboxWall, deliveryOnly, drawnOnly, sellersOnly, oneSeamPerVendor, testsOnly, extensions]
    .map((rule) => rule(edge))
    .filter((reason) => reason !== undefined)
}

function stairs({ path, target }: Edge): string | undefined {
  const room = roomOf(path)
  if (room === undefined || room === SANDBOX) return undefined
  if (/^(app|components|scripts|e2e|bench)\//.test(target)) return 'lib knows nothing of what uses it'
  const other = roomOf(target)
  if (other === undefined || other === SANDBOX || other === room) return undefined
  return floorOf(other) < floorOf(room) ? undefined : 'stairs only go up: it is on the same or a higher floor'
}

function sandboxWall({ path, target }: Edge): string | undefined {
  const room = roomOf(path)
  if (room === SANDBOX && !target.startsWith('package:') && roomOf(target) !== SANDBOX) {
    return 'the sandbox knows nothing of the product'
  }
  const isAllowed = isTest(path) || /^(scripts|e2e|bench)\//.test(path) || room === SANDBOX
  return roomOf(target) === SANDBOX && !isAllowed ? 'the sandbox is reached over HTTP' : undefined
}

function deliveryOnly({ path, target, isTypeOnly }: Edge): string | undefined {
  if (!path.startsWith('app/')) return undefined
  if (/\/store\.ts$/.test(target)) return 'pages and routes call use-cases and reads, not a store'
  if (target.startsWith('prisma/') || /^package:(@prisma\/|prisma|pg|stripe)(\/|$)/.test(target)) {
    return 'delivery has no query and no vendor'
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const isOwn = target.startsWith(folder) || target.endsWith('.css')
  return target.startsWith('app/') && !isOwn && !isTypeOnly
    ? 'files of app do not import one another across folders'
    : undefined
}

const CLIENT_SAFE =
  /^lib\/(?:money\/.+|[^/]+\/(?:.+-)?(?:model|schema|actions)|access\/permissions|platform\/refusal)\.ts$/

function drawnOnly({ path, target, isTypeOnly }: Edge): string | undefined {
  if (!path.startsWith('components/')) return undefined
  if (target.startsWith('app/')) return 'components are used by app, not the other way round'
  if (target.startsWith('prisma/')) return 'components draw rows, they do not query'
  if (path.startsWith('components/ui/') && /^(lib|components)\//.test(target) && !target.startsWith('components/ui/')) {
    return 'primitives know nothing of ours'
  }
  if (!target.startsWith('lib/') || isTypeOnly || isTest(path) || CLIENT_SAFE.test(target)) return undefined
  return 'components import values of model, schema, actions and money only; of the rest, types'
}

/** What the portal may call: reads and deeds that take whoever speaks for the seller, and what has no rows at all. */
const SELLER_SAFE =
  /^lib\/(?:portal\/(?!look-as-seller|invite-owner|ensure-demo).+|access\/(?:seller-actor|define-seller-route)|access\/define-route|[^/]+\/(?:.+\/)?(?:for-seller|seller-actions)|[^/]+\/(?:.+\/)?(?:.+-)?(?:model|schema)|money\/.+|platform\/(?:clock|csv|table-response|read-body|refusal))\.ts$/

const isPortal = (path: string) => /^(app\/\(portal\)|app\/api\/portal|components\/portal)\//.test(path)

function sellersOnly({ path, target, isTypeOnly }: Edge): string | undefined {
  if (!isPortal(path) || isTest(path) || isTypeOnly || !target.startsWith('lib/') || SELLER_SAFE.test(target))
    return undefined
  return 'the portal calls functions of a seller actor (lib/portal, for-seller.ts, seller-actions.ts), never what reads for operators'
}

function oneSeamPerVendor({ path, target }: Edge): string | undefined {
  if (/^package:stripe(\/|$)/.test(target)) {
    const isSeam = path.startsWith('lib/providers/stripe/') || roomOf(path) === SANDBOX
    return isSeam || isTest(path) || /^(scripts|e2e|bench)\//.test(path)
      ? undefined
      : 'only lib/providers/stripe talks to Stripe'
  }
  if (target === 'package:server-only') return 'it breaks worker and scripts; the import rules do its work'
  if (/^package:(pg|pg-boss|@prisma\/.+)$/.test(target) && /^(lib|components)\//.test(path)) {
    const isSeam = roomOf(path) === 'platform' || isTest(path)
    return isSeam ? undefined : 'only lib/platform talks to the database driver'
  }
  return undefined
}

function testsOnly({ path, target }: Edge): string | undefined {
  if (target.startsWith('package:') || !isTest(target)) return undefined
  return isTest(path) || /^(scripts|e2e|bench)\//.test(path) ? undefined : 'it is for tests'
}

function extensions({ target }: Edge): string | undefined {
  if (target.startsWith('package:') || /\.(tsx?|css|json|svg|mjs)$/.test(target)) return undefined
  return 'write the extension: Node runs these files as they are'
}
