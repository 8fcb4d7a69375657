@NullMarked
package io.keepwell.client;

import org.jspecify.annotations.NullMarked;
