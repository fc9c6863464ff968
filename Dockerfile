# The bot with its embedded store; the folder /data keeps jobs and journal.
# Pin the base by digest in your registry: FROM python:3.12-slim-bookworm@sha256:...
FROM python:3.12-slim-bookworm AS build
# Kerberos is how Exchange signs in PowerShell remoting; its bindings are compiled once, here.
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libkrb5-dev python3-dev \
    && rm -rf /var/lib/apt/lists/*
COPY requirements.lock /build/
RUN python -m venv /opt/hybridge \
    && /opt/hybridge/bin/pip install --no-cache-dir --no-compile --require-hashes -r /build/requirements.lock

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libkrb5-3 krb5-user \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data hybridge \
    && install -d -o hybridge -g hybridge -m 0700 /data
COPY --from=build /opt/hybridge /opt/hybridge
COPY commands /app/commands
COPY jobs /app/jobs
COPY adapters /app/adapters
COPY bot /app/bot
WORKDIR /app
USER hybridge
VOLUME /data
EXPOSE 3978
# Whoever runs it (compose: the owner of the data folder), all commands read the same file, and the
# door is open to the container's network; HOME is for a user that has no name in the image.
ENV PATH=/opt/hybridge/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/data \
    HYBRIDGE_CONFIG=/data/hybridge.toml HYBRIDGE_LISTEN=0.0.0.0:3978
HEALTHCHECK --interval=30s --timeout=5s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3978/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
