/// Proof that nothing is lost: services and database that are killed under load, and a checker of what is left.
@NullMarked
package io.keepwell.deploy.chaos;

import org.jspecify.annotations.NullMarked;
