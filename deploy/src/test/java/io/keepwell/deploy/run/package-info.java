@NullMarked
package io.keepwell.deploy.run;

import org.jspecify.annotations.NullMarked;
