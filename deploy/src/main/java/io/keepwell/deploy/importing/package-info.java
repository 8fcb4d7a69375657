/// Any CSV file to events, by a mapping file.
@NullMarked
package io.keepwell.deploy.importing;

import org.jspecify.annotations.NullMarked;
