# One image for web and worker. The database is migrated by a third run of it, before the others start:
#   docker run --env-file paydesk.env IMAGE lib/cli/migrate.ts
#   docker run --env-file paydesk.env -p 3000:3000 IMAGE
#   docker run --env-file paydesk.env IMAGE lib/jobs/worker.ts

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf .next/cache

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PAYDESK_MODE=production PORT=3000
COPY --from=build /app /app
USER node
EXPOSE 3000
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--import", "tsx"]
CMD ["lib/cli/web.ts"]
