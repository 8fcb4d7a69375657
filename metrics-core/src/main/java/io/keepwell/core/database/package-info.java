/// The way to MySQL: its address, transactions with retry, bulk loading, the schema, and the embedded server for
/// the demo and quick tests.
@NullMarked
package io.keepwell.core.database;

import org.jspecify.annotations.NullMarked;
