@NullMarked
package io.keepwell.deploy.check;

import org.jspecify.annotations.NullMarked;
