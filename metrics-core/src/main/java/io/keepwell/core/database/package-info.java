/// The way to MySQL: transactions with retry, bulk loading, the schema.
@NullMarked
package io.keepwell.core.database;

import org.jspecify.annotations.NullMarked;
