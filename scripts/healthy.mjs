// The image's health check: whether the web server of this container lives, or what listens at the address that is named.
const address = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT || 3000}/api/health`
const isAlive = await fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exit(isAlive ? 0 : 1)
