/// The contract's promise: what was published once stays.
@NullMarked
package io.keepwell.contract;

import org.jspecify.annotations.NullMarked;
