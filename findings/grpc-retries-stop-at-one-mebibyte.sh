#!/usr/bin/env bash
# Guess:   with a retryPolicy of 9 attempts for UNAVAILABLE in its service config, a channel of grpc-java sends a call
#          up to 9 times, whatever is in it.
# True:    5 times, and once only if the request is longer than 1 MiB: a call is kept for another attempt only as long
#          as what it sent fits perRpcBufferLimit, and beyond that it is tied to the attempt under way. The caller gets
#          the first UNAVAILABLE without a word about it. More than 5 attempts count as 5 unless maxRetryAttempts() says
#          otherwise. Both are settings of the channel builder, not of the service config.
# Version: io.grpc:grpc-netty-shaded 1.85.1. Source: ManagedChannelImplBuilder (DEFAULT_PER_RPC_BUFFER_LIMIT_IN_BYTES,
#          maxRetryAttempts); ManagedChannelBuilder.perRpcBufferLimit(), maxRetryAttempts().
# Who:     partners who send batches of events or import a history: small batches survive a restart of the server, the
#          large ones of the first import fail at once, and a test with a small batch shows nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages io.grpc:grpc-netty-shaded:1.85.1 io.grpc:grpc-stub:1.85.1

recorded <<'TEXT'
request of    1 KiB: sent 5 times, UNAVAILABLE, with both settings of the channel 9 times, UNAVAILABLE
request of  512 KiB: sent 5 times, UNAVAILABLE, with both settings of the channel 9 times, UNAVAILABLE
request of 1000 KiB: sent 5 times, UNAVAILABLE, with both settings of the channel 9 times, UNAVAILABLE
request of 1100 KiB: sent 1 times, UNAVAILABLE, with both settings of the channel 9 times, UNAVAILABLE
request of 4000 KiB: sent 1 times, UNAVAILABLE, with both settings of the channel 9 times, UNAVAILABLE
TEXT

run_java <<'JAVA'
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

public class Finding {
    static final AtomicInteger calls = new AtomicInteger();
    static final Map<String, ?> NINE_ATTEMPTS = Map.of("methodConfig", List.of(Map.of(
            "name", List.of(Map.of("service", "finding.Service")),
            "retryPolicy", Map.of(
                    "maxAttempts", 9.0,
                    "initialBackoff", "0.01s",
                    "maxBackoff", "0.01s",
                    "backoffMultiplier", 1.0,
                    "retryableStatusCodes", List.of("UNAVAILABLE")))));
    static final MethodDescriptor<byte[], byte[]> SEND = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("finding.Service/Send")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    public static void main(String[] arguments) throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(16 << 20)
                .addService(ServerServiceDefinition.builder("finding.Service")
                        .addMethod(SEND, ServerCalls.asyncUnaryCall((request, answers) -> {
                            calls.incrementAndGet();
                            answers.onError(Status.UNAVAILABLE.asRuntimeException());
                        }))
                        .build())
                .build().start();
        ManagedChannel usual = channel(server).build();
        ManagedChannel set = channel(server).maxRetryAttempts(9).perRpcBufferLimit(16 << 20).build();
        for (int kibibytes : new int[] {1, 512, 1000, 1100, 4000}) {
            System.out.printf("request of %4d KiB: sent %s, with both settings of the channel %s%n",
                    kibibytes, sent(usual, kibibytes), sent(set, kibibytes));
        }
        usual.shutdownNow();
        set.shutdownNow();
        server.shutdownNow();
    }

    static NettyChannelBuilder channel(Server server) {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext()
                .defaultServiceConfig(NINE_ATTEMPTS);
    }

    static String sent(Channel channel, int kibibytes) {
        calls.set(0);
        try {
            CallOptions patience = CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS);
            ClientCalls.blockingUnaryCall(channel, SEND, patience, new byte[kibibytes << 10]);
            return "and answered";
        } catch (StatusRuntimeException error) {
            return calls + " times, " + error.getStatus().getCode();
        }
    }

    static class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
JAVA
