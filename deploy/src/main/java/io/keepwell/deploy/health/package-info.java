/// Commands about the health of customers.
@NullMarked
package io.keepwell.deploy.health;

import org.jspecify.annotations.NullMarked;
