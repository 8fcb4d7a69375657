/// Servers that run as processes of their own for a while, to be measured or disturbed.
@NullMarked
package io.keepwell.deploy.process;

import org.jspecify.annotations.NullMarked;
