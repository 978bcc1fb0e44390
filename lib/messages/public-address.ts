import { env } from '#lib/platform/env.ts'

/** Where the product is reached from outside, without a slash at its end. */
export const publicAddress = (): string => env.NEXTAUTH_URL?.replace(/\/+$/, '') ?? `http://localhost:${env.PORT}`
