/// What calls may take of the server and of their quota, and how those that are refused or fail are answered.
@NullMarked
package io.keepwell.ingestion.admission;

import org.jspecify.annotations.NullMarked;
