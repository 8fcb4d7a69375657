/// For partners who write Java: a client that batches, retries and keeps to the contract.
@NullMarked
package io.keepwell.client;

import org.jspecify.annotations.NullMarked;
