/// A believable company, told by gRPC, as partners do.
@NullMarked
package io.keepwell.deploy.demo;

import org.jspecify.annotations.NullMarked;
