/// Tests of the commands about reports.
@NullMarked
package io.keepwell.deploy.report;

import org.jspecify.annotations.NullMarked;
