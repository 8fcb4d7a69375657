@NullMarked
package io.keepwell.deploy.account;

import org.jspecify.annotations.NullMarked;
