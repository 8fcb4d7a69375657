package io.keepwell.core.fact;

import io.keepwell.core.account.Slice;

/// What the account looks like from now on: a whole picture.
///
/// @param name display name; may be empty
/// @param leaf the values of all dimensions; empty where not given
public record AccountProfile(String name, Slice leaf) implements Fact {
    public static final int LONGEST_NAME = 200;
}
