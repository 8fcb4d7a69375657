/// The command line, and everything that runs all services in one process.
@NullMarked
package io.keepwell.deploy;

import org.jspecify.annotations.NullMarked;
