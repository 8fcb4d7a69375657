package io.keepwell.ingestion.endpoint;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.DatabaseException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who calls. Every call but a health check needs a valid partner key.
@Singleton
final class PartnerInterceptor implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerInterceptor.class);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";
    private static final Context.Key<PartnerKeys.Grant> GRANT = Context.key("grant");

    private final PartnerKeys keys;

    PartnerInterceptor(PartnerKeys keys) {
        this.keys = keys;
    }

    /// Whose call is being served.
    ///
    /// @param scopes any of which will do
    /// @throws StatusRuntimeException SCOPE_MISSING where the key doesn't allow it
    static PartnerKeys.Grant require(Scope... scopes) {
        PartnerKeys.Grant grant = Objects.requireNonNull(GRANT.get(), "a call without a partner got through");
        if (Arrays.stream(scopes).noneMatch(grant.scopes()::contains)) {
            throw CallError.SCOPE_MISSING.exception("The partner key lacks the scope "
                    + Arrays.stream(scopes).map(Scope::id).collect(Collectors.joining(" or ")) + ".");
        }
        return grant;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        try {
            Context context = Context.current().withValue(GRANT, grant(headers));
            return Contexts.interceptCall(context, call, headers, next);
        } catch (StatusRuntimeException refused) {
            Metadata trailers = refused.getTrailers();
            call.close(refused.getStatus(), trailers == null ? new Metadata() : trailers);
            return new ServerCall.Listener<>() {};
        }
    }

    private PartnerKeys.Grant grant(Metadata headers) {
        String authorization = headers.get(AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw CallError.KEY_MISSING.exception();
        }
        try {
            return switch (keys.check(authorization.substring(BEARER.length()))) {
                case PartnerKeys.Check.Valid(PartnerKeys.Grant grant) -> grant;
                case PartnerKeys.Check.Unknown() -> throw CallError.KEY_UNKNOWN.exception();
                case PartnerKeys.Check.Expired() -> throw CallError.KEY_EXPIRED.exception();
                case PartnerKeys.Check.Revoked() -> throw CallError.KEY_REVOKED.exception();
            };
        } catch (DatabaseException failure) {
            LOG.error("event=key_check_failed", failure);
            throw CallError.STORAGE_UNAVAILABLE.exception();
        }
    }
}
