/// Tests of the reporting service, against a real database and a real mail server.
@NullMarked
package io.keepwell.reporting;

import org.jspecify.annotations.NullMarked;
