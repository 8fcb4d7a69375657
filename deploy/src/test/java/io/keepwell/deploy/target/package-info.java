@NullMarked
package io.keepwell.deploy.target;

import org.jspecify.annotations.NullMarked;
