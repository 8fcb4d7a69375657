package io.keepwell.deploy.bench;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.keepwell.client.PartnerClient;
import io.keepwell.ingestion.v1.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Far more senders of full batches than can be served, none of which waits when it is put off.
///
/// @param answered calls whose events were kept
/// @param putOff calls that were reported when to try again
/// @param failed calls that ended in any other way
record Overload(int answered, int putOff, int failed) {
    private static final int SENDERS = 64;

    static Overload run(String target, String key, AnswerEvents answers, double seconds) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger putOff = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Callable<Long>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            List<Event> batch =
                    AnswerEvents.events(answers.next(AnswerEvents.A_BATCH)).getFirst();
            senders.add(() -> {
                try (PartnerClient client = PartnerClient.plaintext(target, key, Duration.ZERO)) {
                    while (System.nanoTime() < end) {
                        try {
                            client.publish(batch);
                            answered.incrementAndGet();
                        } catch (StatusRuntimeException failure) {
                            (isPutOff(failure) ? putOff : failed).incrementAndGet();
                        }
                    }
                }
                return 0L;
            });
        }
        Threads.sum(senders);
        return new Overload(answered.get(), putOff.get(), failed.get());
    }

    private static boolean isPutOff(StatusRuntimeException failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        return failure.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
                && status != null
                && status.getDetailsList().stream().anyMatch(detail -> detail.is(RetryInfo.class));
    }
}
