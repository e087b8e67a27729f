# The desk as an image: `docker build -t destek .`, then see compose.yaml.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.txt .
RUN python -m venv /desk \
 && /desk/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /desk/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN groupadd --gid 10001 desk \
 && useradd --uid 10001 --gid desk --no-create-home --home-dir /data desk \
 && install --directory --owner desk --group desk --mode 700 /data
COPY --from=build /desk /desk
ENV PATH=/desk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/desk.sqlite3 \
    STATE_DIR=/data \
    LOG_FORMAT=json \
    WATCH_HOST=0.0.0.0 \
    WATCH_PORT=9090
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9090/ready', timeout=4)"]
ENTRYPOINT ["destek"]
CMD ["run"]
