import type { NextConfig } from 'next'

/** Tests build beside a running product. */
const buildDir = process.env.TIEOUT_BUILD_DIR ?? '.next'

const config: NextConfig = {
  distDir: buildDir,
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // Reads its own files beside it.
  serverExternalPackages: ['pdfkit'],
  experimental: { authInterrupts: true },
  // Types are checked once, by the test command: the start of a fresh clone need not wait for them.
  typescript: { ignoreBuildErrors: true, ...(buildDir === '.next' ? {} : { tsconfigPath: 'tsconfig.e2e.json' }) },
}

export default config
