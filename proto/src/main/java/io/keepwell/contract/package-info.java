/// What the contract itself says about its fields, for programs.
@NullMarked
package io.keepwell.contract;

import org.jspecify.annotations.NullMarked;
