package io.keepwell.ingestion.publish;

import io.grpc.StatusRuntimeException;
import io.keepwell.core.access.Partner;
import io.keepwell.core.setting.Secrets;
import io.keepwell.ingestion.admission.CallError;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes and reads resume tokens: the number of a batch, and a code that only this installation can make,
/// for one partner. A token isn't secret and allows nothing; the code keeps mistakes out, such as another
/// partner's token.
@Singleton
final class ResumeTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "keepwell resume token 1".getBytes(StandardCharsets.US_ASCII);
    private static final int CODE_BYTES = 16;
    private static final int TOKEN_BYTES = Long.BYTES + CODE_BYTES;

    private final SecretKeySpec secret;

    ResumeTokens(Secrets secrets) {
        this.secret = new SecretKeySpec(secrets.secret("stream.resume"), ALGORITHM);
    }

    /// The token that says that a batch was the last one answered.
    String write(Partner partner, long batchNumber) {
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .putLong(batchNumber)
                .put(code(partner, batchNumber))
                .array();
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /// The number of the last batch answered.
    ///
    /// @throws StatusRuntimeException BAD_RESUME_TOKEN, where it wasn't written for this partner
    long read(Partner partner, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException other) {
            throw CallError.BAD_RESUME_TOKEN.exception();
        }
        if (bytes.length != TOKEN_BYTES) {
            throw CallError.BAD_RESUME_TOKEN.exception();
        }
        long batchNumber = ByteBuffer.wrap(bytes).getLong();
        byte[] code = Arrays.copyOfRange(bytes, Long.BYTES, TOKEN_BYTES);
        if (!MessageDigest.isEqual(code, code(partner, batchNumber))) {
            throw CallError.BAD_RESUME_TOKEN.exception();
        }
        return batchNumber;
    }

    private byte[] code(Partner partner, long batchNumber) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(PURPOSE);
            mac.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(partner.id())
                    .putLong(batchNumber)
                    .flip());
            return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("the Java platform lacks " + ALGORITHM, missing);
        }
    }
}
