@NullMarked
package io.keepwell.deploy.staff;

import org.jspecify.annotations.NullMarked;
