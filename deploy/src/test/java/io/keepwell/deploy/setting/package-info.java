@NullMarked
package io.keepwell.deploy.setting;

import org.jspecify.annotations.NullMarked;
