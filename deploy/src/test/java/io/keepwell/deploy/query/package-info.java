@NullMarked
package io.keepwell.deploy.query;

import org.jspecify.annotations.NullMarked;
