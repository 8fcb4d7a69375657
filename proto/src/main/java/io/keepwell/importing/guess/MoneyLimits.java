package io.keepwell.importing.guess;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.keepwell.ingestion.v1.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// The limits of the contract for amounts of money.
final class MoneyLimits {
    private static final int MOST_DECIMALS = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    private MoneyLimits() {}

    /// An amount that breaks them.
    ///
    /// @param field path of the field inside the event
    record Wrong(String field, String message) {}

    /// The first amount in a message that would be rejected.
    static Optional<Wrong> firstWrong(Message message) {
        return firstWrong("", message);
    }

    private static Optional<Wrong> firstWrong(String path, Message message) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            String name = path + field.getKey().getName();
            if (field.getValue() instanceof Money money) {
                Optional<Wrong> wrong = wrong(name, money);
                if (wrong.isPresent()) {
                    return wrong;
                }
            } else if (field.getValue() instanceof Message inner) {
                Optional<Wrong> wrong = firstWrong(name + ".", inner);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Wrong> wrong(String name, Money money) {
        String text = money.getAmount();
        try {
            BigDecimal amount = new BigDecimal(text);
            return amount.signum() < 0 || amount.compareTo(MOST) > 0 || amount.scale() > MOST_DECIMALS
                    ? Optional.of(new Wrong(
                            name + ".amount",
                            "it must be from 0 to 1000000000000 with at most 6 decimals, not '" + text + "'"))
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.of(new Wrong(name + ".amount", "it must be a number, not '" + text + "'"));
        }
    }
}
