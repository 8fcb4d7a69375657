"""Publishes survey answers over a stream, goes on after a lost connection, and proves that everything arrived.

    KEEPWELL_KEY=kw_... python3 publish.py localhost:9090
"""

import collections
import datetime
import os
import queue
import sys
import time

import grpc

from keepwell.ingestion.v1 import (
    answer_pb2,
    date_pb2,
    event_pb2,
    ingestion_service_pb2,
    ingestion_service_pb2_grpc,
    stream_pb2,
    survey_pb2,
)

EVENTS_A_BATCH = 500
MOST_UNANSWERED = 4
PASSING = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
)


def answers_of_the_day(day, count):
    """The events of this example. Their ids are the same whenever it runs."""
    for number in range(count):
        event = event_pb2.Event(
            event_id=f"example-{day}-{number}",
            account_id=f"account-{number % 50}",
            survey_answer=survey_pb2.SurveyAnswer(
                kind=survey_pb2.SURVEY_KIND_NPS, scale_low=0, scale_high=10, score=number % 11
            ),
        )
        event.occurred_at.FromDatetime(datetime.datetime(day.year, day.month, day.day, 12))
        yield event


def batches_of(events):
    """Numbered batches: the position of a batch's last event is its number."""
    batch = []
    position = 0
    for position, event in enumerate(events, start=1):
        batch.append(event)
        if len(batch) == EVENTS_A_BATCH:
            yield stream_pb2.EventBatch(batch_number=position, events=batch)
            batch = []
    if batch:
        yield stream_pb2.EventBatch(batch_number=position, events=batch)


class Publisher:
    """Sends batches over one stream after the other, until each is answered."""

    def __init__(self, service, metadata):
        self.service = service
        self.metadata = metadata
        self.resume_token = ""
        self.unanswered = collections.deque()
        self.counts = collections.Counter()

    def publish(self, batches):
        batches = iter(batches)
        pause = 0.2
        while True:
            try:
                self._stream(batches)
                return
            except grpc.RpcError as error:
                if error.code() not in PASSING:
                    raise
                print(f"{error.code().name}: {error.details()} Trying again.", file=sys.stderr)
                time.sleep(pause)
                pause = min(5.0, 2 * pause)

    def _stream(self, batches):
        requests = queue.Queue()
        requests.put(
            stream_pb2.StreamEventsRequest(opening=stream_pb2.StreamOpening(resume_token=self.resume_token))
        )
        for batch in self.unanswered:
            requests.put(stream_pb2.StreamEventsRequest(batch=batch))
        responses = self.service.StreamEvents(iter(requests.get, None), metadata=self.metadata)
        try:
            next(responses)  # opened
            while True:
                while len(self.unanswered) < MOST_UNANSWERED:
                    batch = next(batches, None)
                    if batch is None:
                        break
                    self.unanswered.append(batch)
                    requests.put(stream_pb2.StreamEventsRequest(batch=batch))
                if not self.unanswered:
                    return
                self._answered(next(responses).batch)
        finally:
            requests.put(None)

    def _answered(self, answer):
        self.unanswered.popleft()
        self.resume_token = answer.resume_token
        for each in answer.answers:
            self.counts[answer_pb2.Disposition.Name(each.disposition)] += 1
            if each.disposition == answer_pb2.DISPOSITION_REJECTED:
                print(f"{each.event_id}: {each.problem.field}: {each.problem.message}", file=sys.stderr)


def main():
    target = sys.argv[1]
    metadata = (("authorization", "Bearer " + os.environ["KEEPWELL_KEY"]),)
    day = datetime.date(2026, 3, 5)
    # Plaintext: for this machine only. Elsewhere: grpc.secure_channel(target, grpc.ssl_channel_credentials()).
    with grpc.insecure_channel(target) as channel:
        service = ingestion_service_pb2_grpc.IngestionServiceStub(channel)
        publisher = Publisher(service, metadata)
        publisher.publish(batches_of(answers_of_the_day(day, 5_250)))
        print(dict(publisher.counts))
        next_day = day + datetime.timedelta(days=1)
        kept = service.ReconcileDays(
            ingestion_service_pb2.ReconcileDaysRequest(
                **{
                    "from": date_pb2.Date(year=day.year, month=day.month, day=day.day),
                    "to": date_pb2.Date(year=next_day.year, month=next_day.month, day=next_day.day),
                }
            ),
            metadata=metadata,
            timeout=60,
        )
        for count in kept.days:
            print(count.kind, count.kept, [(total.field, total.sum) for total in count.sums])


if __name__ == "__main__":
    main()
