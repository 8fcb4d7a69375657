/// The command about people who may sign in.
@NullMarked
package io.keepwell.deploy.staff;

import org.jspecify.annotations.NullMarked;
