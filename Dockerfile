# Shizhuan in one image, with its own PostgreSQL inside; with DATABASE_URL it uses yours.
#   docker build -t shizhuan . && docker run -p 4000:4000 -v shizhuan:/data shizhuan
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 SHIZHUAN_DATA=/data LANG=C.UTF-8
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 4000
# Restoring a large database takes its time, so the first answer may be late.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# One command for everything: docker exec CONTAINER node server/bin/shizhuan.mjs coverage --at 2024-06-30
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=16", "--initial-old-space-size=110", "--heap-growing-percent=60", "server/bin/shizhuan.mjs", "start"]
