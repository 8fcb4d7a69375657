/// All services in one process, and how to find it from the command line.
@NullMarked
package io.keepwell.deploy.run;

import org.jspecify.annotations.NullMarked;
