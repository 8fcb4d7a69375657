@NullMarked
package io.keepwell.deploy.importing;

import org.jspecify.annotations.NullMarked;
