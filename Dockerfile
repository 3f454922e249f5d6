# One image for web server, worker and migrations:
#   docker run preflight                       (web server on port 3000)
#   docker run preflight scripts/worker.ts
#   docker run preflight scripts/migrate.ts

# Debian 12 in both stages: the native password hashing is built for its C library.
FROM node:24-bookworm-slim AS build
WORKDIR /build
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-progress
COPY . .
RUN node scripts/image/main.ts /image

# Node, the C library and certificates; no shell and no package manager to keep patched.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    NODE_OPTIONS="--max-old-space-size=384 --max-semi-space-size=16" \
    HOSTNAME=0.0.0.0 \
    PORT=3000
# Owned by root: the process cannot change its own code.
COPY --from=build /image ./
USER 65532:65532
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["server.js"]
