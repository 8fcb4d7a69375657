/// A real MySQL for developers and for the test suites: found, or fetched, and run for the user alone.
@NullMarked
package io.keepwell.deploy.mysql;

import org.jspecify.annotations.NullMarked;
