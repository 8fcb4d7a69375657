@NullMarked
package io.keepwell.deploy.bench;

import org.jspecify.annotations.NullMarked;
