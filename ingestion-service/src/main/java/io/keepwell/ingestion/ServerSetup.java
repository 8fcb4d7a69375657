package io.keepwell.ingestion;

import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.keepwell.ingestion.admission.Admission;
import io.keepwell.ingestion.admission.GrpcSettings;
import io.keepwell.ingestion.admission.StrictRequests;
import io.keepwell.ingestion.security.ServerTls;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What the gRPC server allows: a virtual thread a call, bounded messages, encryption, and clients that
/// don't hold on for ever.
@Singleton
final class ServerSetup implements BeanCreatedEventListener<ServerBuilder<?>> {
    private static final int MOST_MESSAGE_BYTES = 2 * StrictRequests.MOST_BYTES;
    /// What a connection may have sent without being read. More stays with the sender.
    private static final int UNREAD_BYTES = 256 * 1024;

    private static final int MOST_METADATA_BYTES = 8 * 1024;

    private final GrpcSettings settings;
    private final Admission admission;
    private final ServerTls tls;

    ServerSetup(GrpcSettings settings, Admission admission, ServerTls tls) {
        this.settings = settings;
        this.admission = admission;
        this.tls = tls;
    }

    @Override
    public ServerBuilder<?> onCreated(BeanCreatedEvent<ServerBuilder<?>> event) {
        NettyServerBuilder netty = (NettyServerBuilder) event.getBean();
        netty.flowControlWindow(UNREAD_BYTES);
        tls.apply(netty);
        ServerBuilder<?> server = netty.executor(Executors.newVirtualThreadPerTaskExecutor())
                .addStreamTracerFactory(admission.arrivals())
                .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                .maxInboundMetadataSize(MOST_METADATA_BYTES)
                .permitKeepAliveTime(settings.leastKeepAlive().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTime(settings.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionIdle(settings.connectionIdle().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAge(settings.connectionAge().toMillis(), TimeUnit.MILLISECONDS);
        return settings.reflection() ? server.addService(ProtoReflectionServiceV1.newInstance()) : server;
    }
}
