@NullMarked
package io.keepwell.core.database;

import org.jspecify.annotations.NullMarked;
