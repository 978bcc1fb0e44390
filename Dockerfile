# One image for every process: web (the default), worker, set-up and the demo's sandbox. docs/operations.md, "In containers".
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
# Prisma's native engine is not used: nothing may download it.
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node PRISMA_SKIP_POSTINSTALL_GENERATE=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN rm -rf .next/cache

# What runs: no compilers, no browsers, no embedded PostgreSQL.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM base AS production
ENV NODE_ENV=production PORT=3000
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/prisma prisma
COPY package.json next.config.mjs README.md ./
COPY docs docs
COPY lib lib
COPY scripts scripts
# The demo's sandbox keeps its state in /data; bank statements are put into /bank, mails into /mail. Nothing else writes outside /tmp.
RUN mkdir /data /bank /mail && chown node:node /data /bank /mail
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "scripts/healthy.mjs"]
CMD ["node", "--max-semi-space-size=8", "scripts/web.ts"]
