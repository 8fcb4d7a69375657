/// What is set for the firm, on the command line.
@NullMarked
package io.keepwell.deploy.setting;

import org.jspecify.annotations.NullMarked;
