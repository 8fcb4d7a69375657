@NullMarked
package io.keepwell.deploy.mysql;

import org.jspecify.annotations.NullMarked;
