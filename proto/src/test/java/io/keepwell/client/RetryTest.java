package io.keepwell.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class RetryTest {
    @Test
    void a_call_is_made_again_when_its_connection_went_as_it_began() {
        Status lost = Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());

        assertThat(Retry.passes(lost.asRuntimeException())).isTrue();
        assertThat(Retry.passes(Status.UNKNOWN.asRuntimeException())).isFalse();
        assertThat(Retry.passes(
                        Status.UNKNOWN.withCause(new IllegalStateException()).asRuntimeException()))
                .isFalse();
    }
}
