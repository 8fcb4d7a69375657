package io.keepwell.ingestion.security;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.keepwell.core.access.CertificateFingerprint;
import io.keepwell.core.access.PartnerKey;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.DatabaseException;
import io.keepwell.ingestion.admission.CallAnswers;
import io.keepwell.ingestion.admission.CallError;
import io.keepwell.ingestion.admission.UseCounter;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who calls. Every call but a health check needs a valid partner key.
@Singleton
public final class PartnerInterceptor implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerInterceptor.class);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";
    private static final Context.Key<PartnerKeys.Grant> GRANT = Context.key("grant");
    private static final Context.Key<Supplier<PartnerKeys.Grant>> AGAIN = Context.key("again");

    private final KnownKeys keys;
    private final UseCounter use;
    private final Clock clock;

    PartnerInterceptor(KnownKeys keys, UseCounter use, Clock clock) {
        this.keys = keys;
        this.use = use;
        this.clock = clock;
    }

    /// Whose call is being served.
    ///
    /// @param scopes any of which will do
    /// @throws StatusRuntimeException SCOPE_MISSING where the key doesn't allow it
    public static PartnerKeys.Grant require(Scope... scopes) {
        PartnerKeys.Grant grant = Objects.requireNonNull(GRANT.get(), "a call without a partner got through");
        if (Arrays.stream(scopes).noneMatch(grant.scopes()::contains)) {
            throw CallError.SCOPE_MISSING.exception("The partner key lacks the scope "
                    + Arrays.stream(scopes).map(Scope::id).collect(Collectors.joining(" or ")) + ".");
        }
        return grant;
    }

    /// Looks again whose call is being served, for calls that go on for long. It throws as a new call would be refused,
    /// such as where the key was revoked.
    public static Supplier<PartnerKeys.Grant> again() {
        return Objects.requireNonNull(AGAIN.get(), "a call without a partner got through");
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        try {
            PartnerKeys.Grant grant = grant(call, headers);
            use.called(grant);
            Supplier<PartnerKeys.Grant> again = () -> grant(call, headers);
            Context context = Context.current().withValues(GRANT, grant, AGAIN, again);
            return Contexts.interceptCall(context, call, headers, next);
        } catch (StatusRuntimeException refused) {
            CallAnswers.refuse(call, refused);
            return new ServerCall.Listener<>() {};
        }
    }

    private PartnerKeys.Grant grant(ServerCall<?, ?> call, Metadata headers) {
        String authorization = headers.get(AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw CallError.KEY_MISSING.exception();
        }
        PartnerKey key = find(authorization.substring(BEARER.length())).orElseThrow(CallError.KEY_UNKNOWN::exception);
        switch (key.state(clock.instant())) {
            case EXPIRED -> throw CallError.KEY_EXPIRED.exception();
            case REVOKED -> throw CallError.KEY_REVOKED.exception();
            case VALID -> {}
        }
        Optional<CertificateFingerprint> needed = key.terms().certificate();
        if (needed.isPresent() && !needed.equals(certificate(call))) {
            throw CallError.CERTIFICATE_MISSING.exception();
        }
        return PartnerKeys.Grant.of(key);
    }

    private Optional<PartnerKey> find(String text) {
        try {
            return keys.find(text);
        } catch (DatabaseException failure) {
            LOG.error("event=key_check_failed", failure);
            throw CallError.STORAGE_UNAVAILABLE.exception();
        }
    }

    /// The client's own certificate, which the transport has checked.
    private static Optional<CertificateFingerprint> certificate(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own
                    ? Optional.of(CertificateFingerprint.of(own))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
