#!/usr/bin/env bash
# Guess:   the details of an error (google.rpc.BadRequest with all that is wrong, say) reach a client of grpc-java, or
#          that call fails for their length; a test over the in-process transport shows which.
# True:    in-process any length arrives. Over the network the code goes too: from some 6,000 bytes on INVALID_ARGUMENT
#          becomes INTERNAL without details, and from some 7,700 bytes on the client gives up the connection, so that
#          all other calls of the channel that are under way, streams too, end with INTERNAL. A client takes 8 KiB of
#          metadata, in which binary values are a third longer, drops the answer beyond that, and the connection beyond
#          a quarter more. A long description does the same. maxInboundMetadataSize() of the client moves both limits.
# Version: io.grpc:grpc-netty-shaded and grpc-inprocess 1.85.1. Source: grpc/grpc-java issue #11430 (10240 bytes),
#          temporalio/temporal issue #3284 (status messages that drop the connection);
#          ManagedChannelBuilder.maxInboundMetadataSize(), GrpcUtil.DEFAULT_MAX_HEADER_LIST_SIZE.
# Who:     partners who send records in batches and are told what is wrong with each: with the first batch full of
#          faults the answer is lost, and with it the answers to batches that were right and are sent again.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages io.grpc:grpc-netty-shaded:1.85.1 io.grpc:grpc-inprocess:1.85.1 io.grpc:grpc-stub:1.85.1

recorded <<'TEXT'
1000 bytes of details
  in-process  INVALID_ARGUMENT, details 1000;    another call of the channel goes on
  network     INVALID_ARGUMENT, details 1000;    another call of the channel goes on
5900 bytes of details
  in-process  INVALID_ARGUMENT, details 5900;    another call of the channel goes on
  network     INVALID_ARGUMENT, details 5900;    another call of the channel goes on
6500 bytes of details
  in-process  INVALID_ARGUMENT, details 6500;    another call of the channel goes on
  network     INTERNAL, details none;            another call of the channel goes on
8000 bytes of details
  in-process  INVALID_ARGUMENT, details 8000;    another call of the channel goes on
  network     INTERNAL, details none;            another call of the channel ended with INTERNAL
12000 bytes of details
  in-process  INVALID_ARGUMENT, details 12000;   another call of the channel goes on
  network     INTERNAL, details none;            another call of the channel ended with INTERNAL
100000 bytes of details
  in-process  INVALID_ARGUMENT, details 100000;  another call of the channel goes on
  network     INTERNAL, details none;            another call of the channel ended with INTERNAL
12000 bytes, client with maxInboundMetadataSize(65536)
  network     INVALID_ARGUMENT, details 12000;   another call of the channel goes on
TEXT

run_java <<'JAVA'
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

public class Finding {
    static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    static final MethodDescriptor<String, String> CHECK = method("Check", MethodDescriptor.MethodType.UNARY);
    static final MethodDescriptor<String, String> FOLLOW =
            method("Follow", MethodDescriptor.MethodType.SERVER_STREAMING);
    static final BlockingQueue<StreamObserver<String>> followers = new LinkedBlockingQueue<>();
    static volatile int bytes;

    public static void main(String[] arguments) throws Exception {
        ServerServiceDefinition service = ServerServiceDefinition.builder("finding.Service")
                .addMethod(CHECK, ServerCalls.asyncUnaryCall((request, answers) -> {
                    Metadata trailers = new Metadata();
                    trailers.put(DETAILS, new byte[bytes]);
                    answers.onError(Status.INVALID_ARGUMENT.asRuntimeException(trailers));
                }))
                .addMethod(FOLLOW, ServerCalls.asyncServerStreamingCall((request, answers) -> followers.add(answers)))
                .build();
        Server network = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service).build().start();
        Server within = InProcessServerBuilder.forName("finding").addService(service).build().start();
        for (int size : new int[] {1_000, 5_900, 6_500, 8_000, 12_000, 100_000}) {
            bytes = size;
            System.out.println(size + " bytes of details");
            show("in-process", InProcessChannelBuilder.forName("finding").build());
            show("network", NettyChannelBuilder.forAddress("127.0.0.1", network.getPort()).usePlaintext().build());
        }
        bytes = 12_000;
        System.out.println("12000 bytes, client with maxInboundMetadataSize(65536)");
        show("network", NettyChannelBuilder.forAddress("127.0.0.1", network.getPort()).usePlaintext()
                .maxInboundMetadataSize(65_536).build());
        network.shutdownNow();
        within.shutdownNow();
    }

    static void show(String transport, ManagedChannel channel) throws Exception {
        BlockingQueue<String> followed = new LinkedBlockingQueue<>();
        ClientCalls.asyncServerStreamingCall(channel.newCall(FOLLOW, CallOptions.DEFAULT), "", new StreamObserver<>() {
            @Override
            public void onNext(String answer) {
                followed.add(answer);
            }

            @Override
            public void onError(Throwable error) {
                followed.add("ended with " + Status.fromThrowable(error).getCode());
            }

            @Override
            public void onCompleted() {
                followed.add("completed");
            }
        });
        StreamObserver<String> follower = followers.poll(20, TimeUnit.SECONDS);
        CallOptions patience = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
        String seen;
        try {
            seen = ClientCalls.blockingUnaryCall(channel, CHECK, patience, "");
        } catch (StatusRuntimeException error) {
            byte[] details = error.getTrailers() == null ? null : error.getTrailers().get(DETAILS);
            seen = error.getStatus().getCode() + ", details " + (details == null ? "none" : details.length);
        }
        try {
            follower.onNext("goes on");
        } catch (StatusRuntimeException cancelled) {
            // The client's side says so below.
        }
        System.out.printf("  %-11s %-34s another call of the channel %s%n",
                transport, seen + ";", followed.poll(20, TimeUnit.SECONDS));
        channel.shutdownNow();
    }

    static MethodDescriptor<String, String> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<String, String>newBuilder().setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("finding.Service", name))
                .setRequestMarshaller(new Text()).setResponseMarshaller(new Text()).build();
    }

    static class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes());
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes());
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
JAVA
