/// `keepwell key`: partners' keys.
@NullMarked
package io.keepwell.deploy.key;

import org.jspecify.annotations.NullMarked;
