/// Commands about where figures are to get.
@NullMarked
package io.keepwell.deploy.target;

import org.jspecify.annotations.NullMarked;
