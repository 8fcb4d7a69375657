/// A believable company, reported by gRPC, as partners do.
@NullMarked
package io.keepwell.deploy.demo;

import org.jspecify.annotations.NullMarked;
