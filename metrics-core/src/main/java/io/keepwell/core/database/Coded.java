package io.keepwell.core.database;

import java.util.HashMap;
import java.util.Map;

/// A constant that is stored by its code. Codes never change.
public interface Coded {
    int code();

    /// The constant with a code.
    ///
    /// @throws IllegalArgumentException where there is none
    static <E extends Enum<E> & Coded> E of(Class<E> type, int code) {
        Object constant = ByCode.OF_TYPE.get(type).get(code);
        if (constant == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " has the code " + code);
        }
        return type.cast(constant);
    }

    /// The constants of types, by code, since millions of rows are read by them.
    final class ByCode {
        private static final ClassValue<Map<Integer, Object>> OF_TYPE = new ClassValue<>() {
            @Override
            protected Map<Integer, Object> computeValue(Class<?> type) {
                Map<Integer, Object> constants = new HashMap<>();
                for (Object constant : type.getEnumConstants()) {
                    constants.put(((Coded) constant).code(), constant);
                }
                return Map.copyOf(constants);
            }
        };

        private ByCode() {}
    }
}
