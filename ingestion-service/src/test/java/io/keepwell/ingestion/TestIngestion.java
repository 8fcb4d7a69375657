package io.keepwell.ingestion;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.suite.Eventually;
import io.keepwell.ingestion.v1.IngestionServiceGrpc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The partners' door as it runs, on a port of its own, over a platform of real parts.
public final class TestIngestion implements AutoCloseable {
    public static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final TestPlatform platform;
    private final IngestionService service;
    private final ManagedChannel channel;

    private TestIngestion(TestPlatform platform) {
        this.platform = platform;
        this.service = platform.get(IngestionService.class);
        service.start();
        this.channel = NettyChannelBuilder.forTarget(target()).usePlaintext().build();
    }

    public static TestIngestion start() {
        return start(TestDatabase.create(), Map.of());
    }

    public static TestIngestion start(TestDatabase database, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putIfAbsent("keepwell.grpc.port", 0);
        return new TestIngestion(TestPlatform.start(database, all, IngestionService.ENVIRONMENT));
    }

    public TestPlatform platform() {
        return platform;
    }

    public String target() {
        return "127.0.0.1:" + service.port();
    }

    /// A client of the platform's own partner that gives up at once.
    public PartnerClient client() {
        return client(platform.partner(), Duration.ZERO);
    }

    /// A key of the platform's own partner that may do everything.
    public String key() {
        return key(platform.partner(), EnumSet.allOf(Scope.class));
    }

    public PartnerClient client(Partner partner, Duration patience) {
        return PartnerClient.plaintext(target(), key(partner, EnumSet.allOf(Scope.class)), patience);
    }

    public String key(Partner partner, Set<Scope> scopes) {
        return platform.get(PartnerKeys.class).issue(partner, scopes, Optional.empty());
    }

    public String key(Partner partner, Set<Scope> scopes, Instant expiresAt) {
        return platform.get(PartnerKeys.class).issue(partner, scopes, Optional.of(expiresAt));
    }

    public NewKey key(KeyTerms terms) {
        return platform.get(PartnerKeys.class).issue(platform.partner(), terms);
    }

    /// For calls that the client wouldn't make.
    public ManagedChannel channel() {
        return channel;
    }

    /// A bare stub that sends this as authorization.
    public IngestionServiceGrpc.IngestionServiceBlockingStub stub(String authorization) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, authorization);
        return IngestionServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /// The reason of a failed call, such as `KEY_MISSING`.
    public static String reason(StatusRuntimeException failure) {
        return rich(failure).getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    /// Holds back whatever writes survey answers.
    ///
    /// @return to let it go on again
    public AutoCloseable holdAnswers() throws SQLException {
        Connection connection = platform.testDatabase().asRoot();
        execute(connection, "lock tables fact_survey_answer write");
        return () -> {
            try (connection) {
                execute(connection, "unlock tables");
            }
        };
    }

    /// Waits until so many intakes stand before the answers that are pending.
    public void awaitHeld(int intakes) {
        awaitHeld(platform.testDatabase(), intakes);
    }

    /// As [#awaitHeld(int)], for a service on this database.
    public static void awaitHeld(TestDatabase database, int intakes) {
        Eventually.until(intakes + " intakes are pending", () -> {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select count(*)
                            from information_schema.processlist
                            where db = database() and state = 'Waiting for table metadata lock'
                            """)) {
                return rows.next() && rows.getInt(1) >= intakes;
            }
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Waits until the running refresher has seen everything.
    public void awaitRefresh() {
        Eventually.until(
                "the refresher comes to an end",
                () -> platform.get(RefreshStatus.class).waiting() == 0);
    }

    /// The rich error of a failed call.
    public static com.google.rpc.Status rich(StatusRuntimeException failure) {
        com.google.rpc.Status status = io.grpc.protobuf.StatusProto.fromThrowable(failure);
        if (status == null) {
            throw new AssertionError("the failure carries no details", failure);
        }
        return status;
    }

    /// The one detail of that type which a failed call carries; empty where it carries none.
    public static <T extends Message> Optional<T> detail(StatusRuntimeException failure, Class<T> type) {
        return rich(failure).getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> {
                    try {
                        return detail.unpack(type);
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .findFirst();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        platform.close();
    }
}
