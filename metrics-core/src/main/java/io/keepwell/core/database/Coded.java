package io.keepwell.core.database;

/// A constant that is stored by its code. Codes never change.
public interface Coded {
    int code();

    /// The constant with a code.
    ///
    /// @throws IllegalArgumentException where there is none
    static <E extends Enum<E> & Coded> E of(Class<E> type, int code) {
        for (E constant : type.getEnumConstants()) {
            if (constant.code() == code) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " has the code " + code);
    }
}
