/// Accounts, the names partners give them, and the slices they belong to.
@NullMarked
package io.keepwell.core.account;

import org.jspecify.annotations.NullMarked;
