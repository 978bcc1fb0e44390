import type { Method, Route } from './route.ts'

type Branch = { fixed: Map<string, Branch>; variable?: Branch; leaf: Map<Method, Route> }

const branch = (): Branch => ({ fixed: new Map(), leaf: new Map() })

/** Finds the route of a path, segment by segment; a fixed segment wins over `:id`. */
export class Router {
  private readonly root = branch()

  constructor(routes: readonly Route[]) {
    for (const route of routes) this.add(route)
  }

  private add(route: Route): void {
    let at = this.root
    for (const segment of route.pattern.slice(1).split('/')) {
      if (segment === ':id') {
        at.variable ??= branch()
        at = at.variable
        continue
      }
      const next = at.fixed.get(segment) ?? branch()
      at.fixed.set(segment, next)
      at = next
    }
    if (at.leaf.has(route.method)) throw new Error(`Two routes for ${route.method} ${route.pattern}`)
    at.leaf.set(route.method, route)
  }

  find(method: string, path: string): { route: Route; ids: string[] } | undefined {
    const ids: string[] = []
    let at: Branch | undefined = this.root
    for (const segment of path.slice(1).split('/')) {
      const fixed: Branch | undefined = at.fixed.get(segment)
      if (!fixed) ids.push(segment)
      at = fixed ?? at.variable
      if (!at) return undefined
    }
    const route = at.leaf.get(method as Method)
    return route && { route, ids }
  }
}
