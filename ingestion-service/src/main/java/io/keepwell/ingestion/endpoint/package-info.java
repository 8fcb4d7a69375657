/// gRPC: who is it, may it, how much, and what is answered.
@NullMarked
package io.keepwell.ingestion.endpoint;

import org.jspecify.annotations.NullMarked;
