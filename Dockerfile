# Athar in a container: app, background work and the embedded PostgreSQL in one, as an ordinary user.
FROM node:24-bookworm-slim

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY . .
# Builds the web app and links PostgreSQL's libraries, so that the running container writes to /data only.
RUN node bin/start.mjs --prepare && mkdir /data && chown node:node /data

USER node
ENV HOST=0.0.0.0 PORT=4800 DATA_DIR=/data
VOLUME /data
EXPOSE 4800
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/start.mjs"]
