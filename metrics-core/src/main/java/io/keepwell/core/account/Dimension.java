package io.keepwell.core.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What figures can be sliced by. The name in lower case is the column of the table `slice`.
public enum Dimension {
    OWNER,
    SEGMENT,
    INDUSTRY,
    REGION,
    PLAN,
    PRODUCT,
    CHANNEL,
    /// The partner that bills the account, or reported about it where nobody ever billed. Ledgers make it of the
    /// account's facts; no profile reports it.
    SOURCE;

    public static final List<Dimension> ALL = List.of(values());

    /// Those that profiles report.
    public static final List<Dimension> OF_PROFILES =
            ALL.stream().filter(dimension -> dimension != SOURCE).toList();

    public static final int LONGEST_VALUE = 64;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As people read it.
    public String label() {
        return name().charAt(0) + id().substring(1);
    }

    public static Optional<Dimension> parse(String id) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.id().equals(id))
                .findFirst();
    }
}
