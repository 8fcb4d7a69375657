@NullMarked
package io.keepwell.deploy.demo;

import org.jspecify.annotations.NullMarked;
