/// A believable company, told through the partners' door.
@NullMarked
package io.keepwell.deploy.demo;

import org.jspecify.annotations.NullMarked;
