package io.keepwell.ingestion.mapping;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.keepwell.contract.EventKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one of the contract's enums offers: each of its constants stands for the core's constant of the same
/// name. A constant that has none, on either side, keeps the service from starting.
///
/// @param <E> the core's enum
final class Choices<E extends Enum<E>> {
    private final Map<Integer, E> byNumber = new HashMap<>();
    private final E standIn;
    private final String names;

    private Choices(EnumDescriptor contract, Class<E> core, Optional<E> unspecified) {
        String prefix = EventKind.prefix(contract);
        for (EnumValueDescriptor value : contract.getValues()) {
            if (value.getNumber() != 0) {
                byNumber.put(
                        value.getNumber(), Enum.valueOf(core, value.getName().substring(prefix.length())));
            }
        }
        unspecified.ifPresent(constant -> byNumber.put(0, constant));
        List<E> constants = List.of(core.getEnumConstants());
        if (!byNumber.values().containsAll(constants)) {
            throw new IllegalStateException(contract.getFullName() + " doesn't offer all of " + constants);
        }
        this.standIn = constants.getFirst();
        this.names = contract.getValues().stream()
                .filter(value -> value.getNumber() != 0)
                .map(value -> value.getName().substring(prefix.length()))
                .collect(Collectors.joining(", "));
    }

    /// Of an enum that has to be given.
    static <E extends Enum<E>> Choices<E> of(EnumDescriptor contract, Class<E> core) {
        return new Choices<>(contract, core, Optional.empty());
    }

    /// Of an enum that may be left out.
    ///
    /// @param unspecified what it stands for then
    static <E extends Enum<E>> Choices<E> of(EnumDescriptor contract, E unspecified) {
        return new Choices<>(contract, unspecified.getDeclaringClass(), Optional.of(unspecified));
    }

    Optional<E> find(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    E standIn() {
        return standIn;
    }

    /// For people.
    String names() {
        return names;
    }
}
