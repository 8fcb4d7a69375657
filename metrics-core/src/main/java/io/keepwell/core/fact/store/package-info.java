/// Facts kept, read, corrected and taken back.
@NullMarked
package io.keepwell.core.fact.store;

import org.jspecify.annotations.NullMarked;
