/// Where the database is and how it is reached: the form of its address, and the embedded server for the demo
/// and quick tests.
@NullMarked
package io.keepwell.core.database;

import org.jspecify.annotations.NullMarked;
