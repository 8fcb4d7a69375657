/// Who may come in: partners with their keys, staff with their passwords.
@NullMarked
package io.keepwell.core.access;

import org.jspecify.annotations.NullMarked;
