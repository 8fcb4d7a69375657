@NullMarked
package io.keepwell.deploy.chaos;

import org.jspecify.annotations.NullMarked;
