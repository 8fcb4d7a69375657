/// The command about the firm itself.
@NullMarked
package io.keepwell.deploy.firm;

import org.jspecify.annotations.NullMarked;
