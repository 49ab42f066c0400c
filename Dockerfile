# Builds a small image that runs as nobody in particular and writes nowhere but to /data, and to /files where it shares them.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY client client
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund && mkdir /data /files

# No shell, no package manager: Node and what it needs.
FROM gcr.io/distroless/nodejs22-debian12:nonroot
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/dist dist
COPY --from=build /app/client/dist client/dist
COPY --from=build --chown=nonroot:nonroot /data /data
COPY --from=build --chown=nonroot:nonroot /files /files
ENV NODE_ENV=production DATA_DIR=/data
VOLUME /data
USER nonroot
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["/nodejs/bin/node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not by npm, which would stand between the server and the signal that stops it.
CMD ["dist/main.js"]
