#!/usr/bin/env bash
# Publishes, tries out, streams and reconciles from a shell, with buf (npm install @bufbuild/buf).
#   KEEPWELL_KEY=kw_... docs/examples/publish.sh localhost:9090
set -euo pipefail

target=$1
schema=$(dirname "$0")/../../proto/src/main/proto

call() {
  buf curl --schema "$schema" --protocol grpc --http2-prior-knowledge \
    --header "authorization: Bearer $KEEPWELL_KEY" --data "$2" \
    "http://$target/keepwell.ingestion.v1.IngestionService/$1"
}

answer() {
  printf '{"event_id": "%s", "occurred_at": "2026-03-05T12:00:00Z", "account_id": "acme", "survey_answer":
    {"kind": "SURVEY_KIND_NPS", "scale_low": 0, "scale_high": 10, "score": %d}}' "$1" "$2"
}

call ValidateEvents "{\"events\": [$(answer shell-1 9), $(answer shell-2 11)]}"
call PublishEvents "{\"events\": [$(answer shell-1 9)]}"
# A stream's messages stand one after the other.
call StreamEvents "{\"opening\": {}}
  {\"batch\": {\"batch_number\": 1, \"events\": [$(answer shell-1 9), $(answer shell-3 8)]}}
  {\"batch\": {\"batch_number\": 2, \"events\": []}}"
call ReconcileDays '{"from": {"year": 2026, "month": 3, "day": 5}, "to": {"year": 2026, "month": 3, "day": 6}}'
