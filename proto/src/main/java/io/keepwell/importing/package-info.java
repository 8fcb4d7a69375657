/// From exported files to events: a mapping file says how the rows of a file become events of the contract.
@NullMarked
package io.keepwell.importing;

import org.jspecify.annotations.NullMarked;
