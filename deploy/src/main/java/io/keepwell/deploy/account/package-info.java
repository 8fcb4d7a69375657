/// The commands about who an account is.
@NullMarked
package io.keepwell.deploy.account;

import org.jspecify.annotations.NullMarked;
