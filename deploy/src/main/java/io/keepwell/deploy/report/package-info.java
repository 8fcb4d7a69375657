/// Reports by mail: what is set up, made and sent.
@NullMarked
package io.keepwell.deploy.report;

import org.jspecify.annotations.NullMarked;
