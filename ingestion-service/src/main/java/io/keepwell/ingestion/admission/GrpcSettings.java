package io.keepwell.ingestion.admission;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What the gRPC server allows its clients: `keepwell.grpc.*`.
///
/// @param reflection whether clients may ask which calls there are
/// @param keepAlive how long a connection may be silent before the server looks whether anybody is there
/// @param leastKeepAlive the shortest time between two such looks that a client may take; one that looks
///     more often is cut off
/// @param connectionIdle how long a connection without calls is kept
/// @param connectionAge after which a connection takes no new calls, so that clients spread over the
///     replicas
/// @param streamIdle how long a stream without batches is kept
/// @param streamAge after which a stream has to be opened anew; a connection that is too old goes with
///     its last stream
/// @param mostStreams open at once
/// @param requestBytes how many bytes of requests may be under way at once, over all calls and streams;
///     0 for a sixteenth of the heap; at least 8 MiB
@ConfigurationProperties("keepwell.grpc")
public record GrpcSettings(
        @Bindable(defaultValue = "false") boolean reflection,
        @Bindable(defaultValue = "60s") Duration keepAlive,
        @Bindable(defaultValue = "30s") Duration leastKeepAlive,
        @Bindable(defaultValue = "10m") Duration connectionIdle,
        @Bindable(defaultValue = "30m") Duration connectionAge,
        @Bindable(defaultValue = "5m") Duration streamIdle,
        @Bindable(defaultValue = "10m") Duration streamAge,
        @Bindable(defaultValue = "100") int mostStreams,
        @Bindable(defaultValue = "0") int requestBytes) {
    public GrpcSettings {
        requirePositive("keep-alive", keepAlive);
        requirePositive("least-keep-alive", leastKeepAlive);
        requirePositive("connection-idle", connectionIdle);
        requirePositive("connection-age", connectionAge);
        requirePositive("stream-idle", streamIdle);
        requirePositive("stream-age", streamAge);
        if (mostStreams < 1) {
            throw new IllegalArgumentException("keepwell.grpc.most-streams must be at least 1, not " + mostStreams);
        }
        if (requestBytes < 0) {
            throw new IllegalArgumentException("keepwell.grpc.request-bytes must not be negative: " + requestBytes);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("keepwell.grpc." + name + " must be more than nothing, not " + value);
        }
    }
}
