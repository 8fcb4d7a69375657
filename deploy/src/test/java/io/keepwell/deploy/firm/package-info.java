@NullMarked
package io.keepwell.deploy.firm;

import org.jspecify.annotations.NullMarked;
