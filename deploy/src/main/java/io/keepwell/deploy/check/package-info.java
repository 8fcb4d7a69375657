/// Whether what is stored keeps its promises.
@NullMarked
package io.keepwell.deploy.check;

import org.jspecify.annotations.NullMarked;
