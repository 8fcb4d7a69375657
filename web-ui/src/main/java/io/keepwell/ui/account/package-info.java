/// The accounts: their list, and one account's page.
@NullMarked
package io.keepwell.ui.account;

import org.jspecify.annotations.NullMarked;
