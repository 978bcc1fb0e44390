// JavaScript, because reading TypeScript here would take a compiler, which what runs in production is installed without.

/** Tests build beside a running product. */
const buildDir = process.env.TIEOUT_BUILD_DIR ?? '.next'

/** @type {import('next').NextConfig} */
const config = {
  distDir: buildDir,
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // pdfkit reads its own files beside it; mails are drawn by React as the worker knows it.
  serverExternalPackages: ['pdfkit', '@react-email/render'],
  experimental: { authInterrupts: true },
  // Types are checked once, by the test command: the start of a fresh clone need not wait for them.
  typescript: { ignoreBuildErrors: true, ...(buildDir === '.next' ? {} : { tsconfigPath: 'tsconfig.e2e.json' }) },
}

export default config
