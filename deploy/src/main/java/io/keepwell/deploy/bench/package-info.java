/// Measures how fast Keepwell is, always against another way of doing the same in the same run.
@NullMarked
package io.keepwell.deploy.bench;

import org.jspecify.annotations.NullMarked;
