@NullMarked
package io.keepwell.deploy.health;

import org.jspecify.annotations.NullMarked;
